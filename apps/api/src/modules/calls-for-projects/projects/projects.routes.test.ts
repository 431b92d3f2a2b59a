import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertCall, insertProject, insertSeason, insertSubmission, insertTeam } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { projects, submissions } from '../submissions/submissions.table.ts'

const t = useTestApp()

const draft = {
  title: 'Un atelier vélo',
  structure: 'Régie de quartier',
  summary: 'Réparer ensemble.',
  wantedSkills: [{ skill: 'law.associations', level: 2, count: 1 }],
}

async function aSeason() {
  const season = await insertSeason(t.db)
  return { season, organiser: await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id }) }
}

it('is added by hand, and its words change with the version that was read', async () => {
  const { season, organiser } = await aSeason()

  const { body, headers } = await organiser.post(`/api/v1/seasons/${season.id}/projects`).send(draft).expect(201)
  const change = (version: number) =>
    organiser
      .put(`/api/v1/projects/${body.id}`)
      .set('if-match', `"${version}"`)
      .send({ ...draft, title: 'Atelier vélo' })
  const answers = await Promise.all([change(1), change(1), change(1)])

  expect(body).toEqual({
    ...draft,
    id: body.id,
    seasonId: season.id,
    submissionId: null,
    version: 1,
    createdAt: body.createdAt,
  })
  expect(headers['etag']).toBe('"1"')
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412])
  expect(answers.find(({ status }) => status === 200)!.body).toEqual({ ...body, title: 'Atelier vélo', version: 2 })
  expect((await organiser.get(`/api/v1/seasons/${season.id}/projects`)).body.items).toEqual([
    { ...body, title: 'Atelier vélo', version: 2 },
  ])
  expect((await organiser.put(`/api/v1/projects/${body.id}`).send(draft).expect(428)).body.code).toBe(
    'if_match_required',
  )
  await organiser
    .post(`/api/v1/seasons/${season.id}/projects`)
    .send({ ...draft, title: ' ' })
    .expect(400)
})

it('is removed by hand; one that holders submitted leaves with a reason, and the next in turn gets the place', async () => {
  const { season, organiser } = await aSeason()
  const [holder, next] = [await t.person(), await t.person()]
  const call = await insertCall(t.db, season.id, { status: 'decided' })
  const file = await insertSubmission(t.db, call.id, holder.id, { status: 'confirmed' })
  const waiting = await insertSubmission(t.db, call.id, next.id, { status: 'waitlisted', waitingRank: 1 })
  const own = await insertSubmission(t.db, call.id, organiser.id, { status: 'confirmed' })
  const [byHand, submitted, ofMine] = [
    await insertProject(t.db, season.id),
    await insertProject(t.db, season.id, { submissionId: file.id }),
    await insertProject(t.db, season.id, { submissionId: own.id }),
  ]
  const remove = (id: string, reason = '') => organiser.post(`/api/v1/projects/${id}/remove`).send({ reason })

  await remove(byHand.id).expect(204)
  const silent = await remove(submitted.id).expect(400)
  const conflict = await remove(ofMine.id, 'Non').expect(409)
  const answers = await Promise.all([1, 2, 3].map(() => remove(submitted.id, 'Vous nous l’avez dit.')))

  expect(silent.body.errors).toMatchObject([{ path: 'reason' }])
  expect(conflict.body.code).toBe('review_conflict_of_interest')
  expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404, 404])
  expect((await t.db.select().from(projects).where(eq(projects.seasonId, season.id))).map(({ id }) => id)).toEqual([
    ofMine.id,
  ])
  const [left] = await t.db.select().from(submissions).where(eq(submissions.id, file.id))
  expect(left).toMatchObject({ status: 'withdrawn', reason: 'Vous nous l’avez dit.' })
  const [promoted] = await t.db.select().from(submissions).where(eq(submissions.id, waiting.id))
  expect(promoted!.status).toBe('accepted')
  expect((await t.mailsTo(holder.email)).map(({ subject }) => subject)).toEqual([
    `Votre projet est retiré : ${season.name}`,
  ])
})

it('stays as it is once teams are published', async () => {
  const { season, organiser } = await aSeason()
  const project = await insertProject(t.db, season.id)
  await insertTeam(t.db, season.id, [], { projectId: project.id })

  const answers = [
    await organiser.post(`/api/v1/seasons/${season.id}/projects`).send(draft),
    await organiser.put(`/api/v1/projects/${project.id}`).set('if-match', '"1"').send(draft),
    await organiser.post(`/api/v1/projects/${project.id}/remove`).send({ reason: 'Non' }),
  ]

  expect(answers.map(({ body }) => body.code)).toEqual(Array(3).fill('teams_published'))
})

it('is for the organisers of the season', async () => {
  const { season, organiser } = await aSeason()
  const project = await insertProject(t.db, season.id)

  expect(
    await unguarded(
      t,
      [
        ['post', `/api/v1/seasons/${season.id}/projects`, draft],
        ['put', `/api/v1/projects/${project.id}`, draft],
        ['post', `/api/v1/projects/${project.id}/remove`, { reason: '' }],
      ],
      { stranger: await t.person({ role: 'reviewer', scopeKind: 'season', scopeId: season.id }), owner: organiser },
    ),
  ).toEqual([])
})
