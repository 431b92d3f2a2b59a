import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertEnrolment, insertSeason } from '../../../test/factories.ts'
import { useTestApp } from '../../../test/harness.ts'
import { aMatchingSeason, policy } from '../../../test/matching-season.ts'
import { attentionOf, nextFor } from './attention.repository.ts'
import { runQueuedMatching } from './run.queue.ts'
import { enrolments } from '../seasons/enrolments/enrolments.table.ts'
import { seasons } from '../seasons/seasons.table.ts'
import { phases } from '../seasons/timeline/timeline.table.ts'
import { projects } from '../calls-for-projects/submissions/submissions.table.ts'

const t = useTestApp()

async function aDoneRun(over: object = {}) {
  const made = await aMatchingSeason(t)
  const { body } = await made.organiser
    .post(`/api/v1/seasons/${made.season.id}/matching-runs`)
    .send({ ...policy, ...over })
    .expect(201)
  await runQueuedMatching(t.deps, body.id)
  return { ...made, run: `/api/v1/matching-runs/${body.id}` }
}

it('publishes no run without teams', async () => {
  const { organiser, season } = await aDoneRun()
  const queued = await organiser.post(`/api/v1/seasons/${season.id}/matching-runs`).send(policy).expect(201)

  const { body } = await organiser.post(`/api/v1/matching-runs/${queued.body.id}/publish`).expect(409)

  expect(body).toMatchObject({ code: 'run_transition' })
})

it('publishes once, whoever else publishes at the same moment, and tells every member', async () => {
  const { organiser, run, season, ana, ben, cas, dan, garden, bikes } = await aDoneRun()
  const second = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })

  const answers = await Promise.all([organiser, second, organiser, second].map((one) => one.post(`${run}/publish`)))

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'teams_published' })
  expect(answers.find(({ status }) => status === 200)!.body).toMatchObject({ publishedAt: '2026-03-02T09:00:00.000Z' })
  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/teams`).expect(200)
  const member = ({ id, name }: typeof ana) => ({ personId: id, name })
  expect(body).toEqual({
    items: [
      {
        id: expect.any(String),
        seasonId: season.id,
        name: 'Des vélos',
        project: { id: bikes.id, title: 'Des vélos', structure: 'Atelier Vélo' },
        members: [member(cas), member(dan)],
      },
      {
        id: expect.any(String),
        seasonId: season.id,
        name: 'Un jardin',
        project: { id: garden.id, title: 'Un jardin', structure: 'Association des locataires' },
        members: [member(ana), member(ben)],
      },
    ],
    nextCursor: null,
  })
  expect(await t.mailsTo(ana.email)).toEqual([
    {
      subject: 'Votre équipe : Un jardin',
      text: expect.stringContaining('« Un jardin ».\n\nAvec vous : Ben.\n\nVotre équipe, et pourquoi'),
    },
  ])
  for (const { email } of [ben, cas, dan]) expect(await t.mailsTo(email)).toHaveLength(1)
  for (const refused of [
    await organiser.post(`/api/v1/seasons/${season.id}/matching-runs`).send(policy).expect(409),
    await organiser.post(`${run}/moves`).set('if-match', '"1"').send({ personId: ana.id, projectId: null }).expect(409),
  ])
    expect(refused.body).toMatchObject({ code: 'teams_published' })
})

it('lets one of two organisers publish who publish different runs at once, and tells the other', async () => {
  const { organiser, run, season } = await aDoneRun()
  const other = await organiser.post(`/api/v1/seasons/${season.id}/matching-runs`).send(policy).expect(201)
  await runQueuedMatching(t.deps, other.body.id)
  const second = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })

  const answers = await Promise.all([
    organiser.post(`${run}/publish`),
    second.post(`/api/v1/matching-runs/${other.body.id}/publish`),
  ])

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'teams_published' })
  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/matching-runs`).expect(200)
  const published = body.items.filter(({ publishedAt }: { publishedAt: string | null }) => publishedAt !== null)
  expect(published).toHaveLength(1)
})

it('says who has withdrawn since, and publishes once they are taken out', async () => {
  const { organiser, run, dan } = await aDoneRun({ teamSize: { min: 1, max: 2 } })
  await t.db.update(enrolments).set({ status: 'withdrawn' }).where(eq(enrolments.personId, dan.id))

  const refused = await organiser.post(`${run}/publish`).expect(409)
  await organiser.post(`${run}/moves`).set('if-match', '"1"').send({ personId: dan.id, projectId: null }).expect(201)
  const { body } = await organiser.post(`${run}/publish`).expect(200)

  expect(refused.body).toMatchObject({
    code: 'teams_invalid',
    errors: [{ path: `people.${dan.id}`, code: 'withdrawn' }],
  })
  expect(body.people.filter(({ coming }: { coming: boolean }) => !coming)).toMatchObject([{ name: 'Dan' }])
  expect(body.draft.leftOut).toEqual([{ personId: dan.id, reason: 'by_hand', rules: [] }])
  expect(await t.mailsTo(dan.email)).toEqual([])
})

it('has no team to publish once everyone was taken out by hand', async () => {
  const { organiser, run, ana, ben, cas, dan } = await aDoneRun({ teamSize: { min: 1, max: 2 } })
  for (const [moved, { id }] of [ana, ben, cas, dan].entries())
    await organiser
      .post(`${run}/moves`)
      .set('if-match', `"${moved + 1}"`)
      .send({ personId: id, projectId: null })
      .expect(201)

  const { body } = await organiser.post(`${run}/publish`).expect(409)

  expect(body).toMatchObject({ code: 'teams_invalid', errors: [{ path: 'teams', code: 'empty' }] })
})

it('shows me my team and why I am in it, without addresses', async () => {
  const { organiser, run, season, ana, ben, cas, garden } = await aDoneRun()
  await organiser.post(`${run}/publish`).expect(200)

  const { body, text } = await ana.get('/api/v1/me/teams').expect(200)

  expect(body).toEqual([
    {
      id: expect.any(String),
      name: 'Un jardin',
      season: { id: season.id, slug: season.slug, name: season.name, terminology: season.terminology },
      project: {
        id: garden.id,
        title: 'Un jardin',
        structure: 'Association des locataires',
        summary: '',
        wantedSkills: [{ skill: 'food.garden', level: 2, count: 1 }],
      },
      members: [
        { personId: ana.id, name: 'Ana', skills: [{ skill: 'food.garden', level: 3 }] },
        { personId: ben.id, name: 'Ben', skills: [] },
      ],
      why: {
        wish: 1,
        brings: [{ skill: 'food.garden', level: 2, has: 3, alone: true }],
        locked: false,
        togetherWith: [],
        mixesOrigins: false,
        mixesCategories: false,
        byHand: false,
      },
    },
  ])
  expect(text).not.toContain('@')
  expect((await (await t.person()).get('/api/v1/me/teams').expect(200)).body).toEqual([])
  await t.anonymous.get('/api/v1/me/teams').expect(401)
  await cas.get(`/api/v1/seasons/${season.id}/teams`).expect(403)
  await t.anonymous.get(`/api/v1/seasons/${season.id}/teams`).expect(401)
  const coach = await t.person({ role: 'coach', scopeKind: 'season', scopeId: season.id })
  expect((await coach.get(`/api/v1/seasons/${season.id}/teams`).expect(200)).text).not.toContain('@')
  await coach.get(`/api/v1/seasons/${season.id}/teams?limit=0`).expect(400)
  await coach.get('/api/v1/seasons/00000000-0000-4000-8000-000000000000/teams').expect(404)
})

it('shows anyone the projects and the teams of a published season, page after page, without people', async () => {
  const { organiser, run, season, ana, garden, bikes } = await aDoneRun()
  await organiser.post(`${run}/publish`).expect(200)
  const draft = await insertSeason(t.db, { status: 'draft' })

  const first = await t.anonymous.get(`/api/v1/public/seasons/${season.slug}/teams?limit=1`).expect(200)
  const second = await t.anonymous
    .get(`/api/v1/public/seasons/${season.slug}/teams?limit=1&cursor=${first.body.nextCursor}`)
    .expect(200)
  const shown = await t.anonymous.get(`/api/v1/public/seasons/${season.slug}/projects`).expect(200)

  expect([...first.body.items, ...second.body.items]).toEqual([
    { id: expect.any(String), name: 'Des vélos', projectTitle: 'Des vélos', structure: 'Atelier Vélo' },
    { id: expect.any(String), name: 'Un jardin', projectTitle: 'Un jardin', structure: 'Association des locataires' },
  ])
  expect(second.body.nextCursor).toBeNull()
  expect(first.text + second.text + shown.text).not.toContain(ana.name)
  expect(shown.body).toEqual({
    items: [
      {
        id: garden.id,
        title: 'Un jardin',
        structure: 'Association des locataires',
        summary: '',
        wantedSkills: [{ skill: 'food.garden', level: 2, count: 1 }],
      },
      { id: bikes.id, title: 'Des vélos', structure: 'Atelier Vélo', summary: '', wantedSkills: [] },
    ],
    nextCursor: null,
  })
  for (const what of ['teams', 'projects']) {
    await t.anonymous.get(`/api/v1/public/seasons/${draft.slug}/${what}`).expect(404)
    await t.anonymous.get(`/api/v1/public/seasons/${season.slug}/${what}?limit=0`).expect(400)
  }
})

it('knows what needs attention, before and after teams are published', async () => {
  const { organiser, run, season } = await aDoneRun()
  await t.db.insert(phases).values({
    seasonId: season.id,
    kind: 'work',
    startsAt: new Date('2026-03-02T09:00:00Z'),
    endsAt: new Date('2026-05-01T09:00:00Z'),
  })
  const asked = () => attentionOf(t.deps, season.id)

  const begun = await asked()
  t.setNow('2026-03-02T08:59:59Z')
  const before = await asked()
  await organiser.post(`${run}/publish`).expect(200)
  const allPlaced = await asked()
  await insertEnrolment(t.db, season.id, (await t.person()).id)
  await t.db
    .insert(projects)
    .values({ seasonId: season.id, title: 'Tard', structure: '', summary: '', wantedSkills: [] })

  expect({ before, begun, allPlaced, late: await asked() }).toEqual({
    before: [],
    begun: [{ code: 'matching.teams_not_published', count: 1 }],
    allPlaced: [],
    late: [
      { code: 'matching.projects_without_team', count: 1 },
      { code: 'matching.people_not_placed', count: 1 },
    ],
  })
})

it('tells someone to rank, then to meet their team', async () => {
  const { organiser, run, season, ana } = await aDoneRun()
  const late = await t.person()
  await insertEnrolment(t.db, season.id, late.id)
  const toRank = {
    code: 'matching.projects_to_rank',
    seasonId: season.id,
    subjectId: season.id,
    title: season.name,
    dueAt: null,
  }

  expect([await nextFor(t.deps, late.id), await nextFor(t.deps, ana.id)]).toEqual([[toRank], []])
  await organiser.post(`${run}/publish`).expect(200)
  expect([await nextFor(t.deps, late.id), await nextFor(t.deps, ana.id)]).toEqual([
    [],
    [
      {
        code: 'matching.place_to_answer',
        seasonId: season.id,
        subjectId: expect.any(String),
        title: 'Un jardin',
        dueAt: new Date('2026-03-07T22:59:00.000Z'),
      },
    ],
  ])
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, season.id))
  expect(await nextFor(t.deps, ana.id)).toEqual([])
})
