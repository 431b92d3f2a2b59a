import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertEnrolment, insertProject, insertTeam } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { aPublishedSeason } from '../../../../test/published-season.ts'
import { aMatchingSeason, policy } from '../../../../test/matching-season.ts'
import { profileSkills } from '../../community/profiles.table.ts'
import { people } from '../../identity/people.table.ts'
import { enrolments } from '../../seasons/enrolments/enrolments.table.ts'
import { tendOffers } from './tending.service.ts'
import { teamRepairs } from './offers.table.ts'
import { projectPreferences } from '../preferences.table.ts'
import { runQueuedMatching } from '../run.queue.ts'
import { runQueuedRepair } from './repair.queue.ts'
import { claimRepair } from './repairs.repository.ts'

const t = useTestApp()

async function underWay(seasonId: string): Promise<string> {
  const rows = await t.db.select().from(teamRepairs).where(eq(teamRepairs.seasonId, seasonId))
  return rows.find(({ status }) => status === 'queued')!.id
}

/** Ana, the only gardener, declines; Eva gardens too and came after the teams were published. */
async function aVacancy() {
  const made = await aPublishedSeason(t)
  const eva = await t.person()
  await t.db.update(people).set({ name: 'Eva' }).where(eq(people.id, eva.id))
  await insertEnrolment(t.db, made.season.id, eva.id)
  await t.db.insert(profileSkills).values({ personId: eva.id, skill: 'food.garden', level: 2 })
  await made.ana.post(`/api/v1/me/places/${made.gardenTeam}/answer`).send({ answer: 'declined' }).expect(201)
  const id = await underWay(made.season.id)
  return { ...made, eva, id, url: `/api/v1/team-repairs/${id}` }
}

it('looks by itself when someone declines: who came late takes the place, and nobody moves', async () => {
  const { organiser, season, eva, ana, garden, id, url } = await aVacancy()
  await runQueuedRepair(t.deps, id)

  const { body } = await organiser.get(url).expect(200)

  expect(body).toMatchObject({ id, seasonId: season.id, status: 'done', automatic: true, stale: false, weight: null })
  expect(body.options).toEqual([
    {
      kinds: ['few_moves', 'balance', 'best'],
      objective: expect.any(Number),
      proven: true,
      smaller: false,
      moved: 0,
      moves: [{ personId: eva.id, name: 'Eva', from: null, to: garden.id, why: 'placed', loss: null, breaks: [] }],
      broken: 0,
      notPlaced: [],
    },
  ])
  const { body: list } = await organiser.get(`/api/v1/seasons/${season.id}/team-repairs`).expect(200)
  expect(list.items).toMatchObject([{ id, status: 'done' }])
  for (const path of [url, `/api/v1/seasons/${season.id}/team-repairs`]) {
    await ana.get(path).expect(403)
    await t.anonymous.get(path).expect(401)
  }
  await organiser.get(`/api/v1/seasons/${season.id}/team-repairs?limit=0`).expect(400)
  await organiser.get('/api/v1/team-repairs/oops').expect(400)
})

it('is accepted once by whoever is first, and asks those who move', async () => {
  const { organiser, season, eva, ana, ben, gardenTeam, id, url } = await aVacancy()
  const early = await organiser.post(`${url}/accept`).send({ option: 0 }).expect(409)
  await runQueuedRepair(t.deps, id)
  const unknown = await organiser.post(`${url}/accept`).send({ option: 9 }).expect(400)

  const answers = await Promise.all(
    Array.from({ length: 4 }, () => organiser.post(`${url}/accept`).send({ option: 0, answerDays: 2 })),
  )

  expect(early.body.code).toBe('repair_transition')
  expect(unknown.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'option' }] })
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
  expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(
    Array(3).fill('repair_transition'),
  )
  expect((await eva.get('/api/v1/me/places')).body).toMatchObject([
    { teamId: gardenTeam, status: 'offered', answerBy: '2026-03-04T22:59:00.000Z' },
  ])
  expect((await ana.get('/api/v1/me/places')).body).toMatchObject([{ teamId: gardenTeam, status: 'declined' }])
  expect((await t.mailsTo(eva.email)).map(({ subject }) => subject)).toEqual(['Votre équipe : Un jardin'])
  expect(await t.mailsTo(ben.email)).toHaveLength(1)
  expect((await organiser.get(`/api/v1/seasons/${season.id}/team-offers/summary`)).body).toMatchObject({ vacancies: 0 })
  await ana.post(`${url}/accept`).send({ option: 0 }).expect(403)
  await t.anonymous.post(`${url}/accept`).send({ option: 0 }).expect(401)
})

it('is stale once someone else moved', async () => {
  const { organiser, season, dan, bikesTeam, id, url } = await aVacancy()
  await runQueuedRepair(t.deps, id)
  await dan.post(`/api/v1/me/places/${bikesTeam}/answer`).send({ answer: 'declined' }).expect(201)

  const refused = await organiser.post(`${url}/accept`).send({ option: 0 }).expect(409)

  expect(refused.body.code).toBe('repair_stale')
  expect((await organiser.get(url)).body.stale).toBe(true)
  // Dan's answer asked for another search.
  expect(await underWay(season.id)).not.toBe(id)
})

it('goes on with fewer people where nobody is there, rather than close a team', async () => {
  const { ana, gardenTeam, season, organiser } = await aPublishedSeason(t)
  await ana.post(`/api/v1/me/places/${gardenTeam}/answer`).send({ answer: 'declined' }).expect(201)
  const id = await underWay(season.id)
  await runQueuedRepair(t.deps, id)

  const { body } = await organiser.get(`/api/v1/team-repairs/${id}`).expect(200)

  expect(body.options[0]).toMatchObject({ smaller: true, moved: 0, moves: [], notPlaced: [], broken: 0 })
  await organiser.post(`/api/v1/team-repairs/${id}/accept`).send({ option: 0 }).expect(200)
  expect((await organiser.get(`/api/v1/seasons/${season.id}/team-offers/summary`)).body.vacancies).toBe(0)
})

/** A published season in which nobody works on the stove. */
async function aSeasonWithAStove() {
  const made = await aMatchingSeason(t)
  const stove = await insertProject(t.db, made.season.id, { title: 'Un four' })
  await t.db
    .update(enrolments)
    .set({ statusAt: new Date('2026-03-01T09:00:00Z') })
    .where(eq(enrolments.seasonId, made.season.id))
  const runs = `/api/v1/seasons/${made.season.id}/matching-runs`
  const { body: run } = await made.organiser.post(runs).send(policy).expect(201)
  await runQueuedMatching(t.deps, run.id)
  await made.organiser.post(`/api/v1/matching-runs/${run.id}/publish`).expect(200)
  const [{ teamId }] = (await made.ana.get('/api/v1/me/places').expect(200)).body
  return { ...made, stove, gardenTeam: teamId as string }
}

it('opens no team for one person where a project had none', async () => {
  const { organiser, season, ana, gardenTeam: teamId } = await aSeasonWithAStove()
  await ana.post(`/api/v1/me/places/${teamId}/answer`).send({ answer: 'declined' }).expect(201)
  const id = await underWay(season.id)
  await runQueuedRepair(t.deps, id)

  const { body } = await organiser.get(`/api/v1/team-repairs/${id}`).expect(200)

  expect(body.options).toMatchObject([{ smaller: true, moved: 0, moves: [] }])
})

it('gives other places to the people of a project that no longer runs', async () => {
  const { organiser, cas, dan, garden, bikesTeam, season } = await aPublishedSeason(t, { teamSize: { min: 2, max: 4 } })
  await organiser.post(`/api/v1/teams/${bikesTeam}/close`).send({ words: 'Fini.' }).expect(204)
  const id = await underWay(season.id)
  await runQueuedRepair(t.deps, id)

  const { body } = await organiser.post(`/api/v1/team-repairs/${id}/accept`).send({ option: 0 }).expect(200)

  expect(body.options[0].moves.map(({ personId, to }: { personId: string; to: string }) => [personId, to])).toEqual(
    expect.arrayContaining([
      [cas.id, garden.id],
      [dan.id, garden.id],
    ]),
  )
  expect((await dan.get('/api/v1/me/places')).body.map(({ status }: { status: string }) => status)).toEqual([
    'offered',
    'moved',
  ])
})

it('does not open again a team that a repair had added and that was closed since', async () => {
  const { organiser, season, ana, gardenTeam, stove } = await aSeasonWithAStove()
  const team = await insertTeam(t.db, season.id, [], { projectId: stove.id, name: 'Un four', closedAt: t.deps.now() })
  for (const name of ['Fay', 'Gil']) {
    const late = await t.person()
    await t.db.update(people).set({ name }).where(eq(people.id, late.id))
    await insertEnrolment(t.db, season.id, late.id)
    await t.db
      .insert(projectPreferences)
      .values({ seasonId: season.id, personId: late.id, projectId: stove.id, rank: 1 })
  }
  await ana.post(`/api/v1/me/places/${gardenTeam}/answer`).send({ answer: 'declined' }).expect(201)
  const id = await underWay(season.id)
  await runQueuedRepair(t.deps, id)

  const { body } = await organiser.post(`/api/v1/team-repairs/${id}/accept`).send({ option: 0 }).expect(200)

  const places = body.options.flatMap(({ moves }: { moves: { to: string }[] }) => moves.map(({ to }) => to))
  expect(places).not.toContain(team.projectId)
})

it('is looked for again when someone waits for a place who did not before, or an account is gone, and not otherwise', async () => {
  const { organiser, season, dan, cas, garden, gardenTeam, ana } = await aPublishedSeason(t)
  const newest = async () => (await organiser.get(`/api/v1/seasons/${season.id}/team-repairs`).expect(200)).body.items
  const look = async () => {
    await Promise.all([tendOffers(t.deps), tendOffers(t.deps)])
    const [found] = await newest()
    if (found.status === 'queued') await runQueuedRepair(t.deps, found.id)
    return (await newest()).length
  }
  await ana.post(`/api/v1/me/places/${gardenTeam}/answer`).send({ answer: 'declined' }).expect(201)
  const alone = [await look(), await look()]
  const gil = await t.person()
  await insertEnrolment(t.db, season.id, gil.id)
  const came = [await look(), await look()]
  const { body } = await organiser.get(`/api/v1/team-repairs/${(await newest())[0].id}`).expect(200)
  await t.db.delete(people).where(eq(people.id, dan.id))
  const erased = [await look(), await look()]
  await t.db
    .update(enrolments)
    .set({ status: 'withdrawn', statusAt: t.deps.now() })
    .where(eq(enrolments.personId, cas.id))
  const withdrawn = [await look(), await look()]

  expect({ alone, came, erased, withdrawn }).toEqual({
    alone: [1, 1],
    came: [2, 2],
    erased: [3, 3],
    withdrawn: [4, 4],
  })
  expect(body.options[0].moves).toMatchObject([{ personId: gil.id, to: garden.id }])
  expect((await organiser.get(`/api/v1/seasons/${season.id}/team-offers/summary`)).body).toMatchObject({ vacancies: 3 })
})

it('is told apart as stale where someone whom it would place no longer comes', async () => {
  const { organiser, eva, id, url } = await aVacancy()
  await runQueuedRepair(t.deps, id)
  await t.db.update(enrolments).set({ status: 'withdrawn' }).where(eq(enrolments.personId, eva.id))

  expect((await organiser.get(url).expect(200)).body.stale).toBe(true)
  const refused = await organiser.post(`${url}/accept`).send({ option: 0 }).expect(409)
  expect(refused.body.code).toBe('repair_stale')
})

it('is asked for by hand, with a weight; two who ask at once get the same', async () => {
  const { organiser, season, ana } = await aPublishedSeason(t)
  const url = `/api/v1/seasons/${season.id}/team-repairs`

  const asked = await Promise.all(Array.from({ length: 4 }, () => organiser.post(url).send({ weight: 7 }).expect(201)))

  expect(new Set(asked.map(({ body }) => body.id)).size).toBe(1)
  expect(asked[0]!.body).toMatchObject({ status: 'queued', weight: 7, automatic: false, options: [] })
  await runQueuedRepair(t.deps, asked[0]!.body.id)
  expect((await organiser.get(`/api/v1/team-repairs/${asked[0]!.body.id}`)).body.options).toMatchObject([
    { kinds: ['asked', 'few_moves', 'balance', 'best'], moves: [] },
  ])
  await organiser.post(url).send({ weight: -1 }).expect(400)
  await ana.post(url).send({}).expect(403)
  await t.anonymous.post(url).send({}).expect(401)
  const { organiser: other, season: unpublished } = await aMatchingSeason(t)
  const refused = await other.post(`/api/v1/seasons/${unpublished.id}/team-repairs`).send({}).expect(409)
  expect(refused.body.code).toBe('teams_not_published')
})

it('is taken up again once after a crash, and its result appears once', async () => {
  const { organiser, id, url } = await aVacancy()
  await claimRepair(t.db, id, t.deps.now())

  await expect(runQueuedRepair(t.deps, id)).rejects.toThrow('still worked on')
  t.setNow('2026-03-02T09:10:00Z')
  await Promise.allSettled([runQueuedRepair(t.deps, id), runQueuedRepair(t.deps, id)])

  expect((await organiser.get(url)).body).toMatchObject({ status: 'done' })
  await t.db
    .update(teamRepairs)
    .set({ status: 'running', attempt: 2, leaseUntil: t.deps.now() })
    .where(eq(teamRepairs.id, id))
  t.setNow('2026-03-02T09:20:00Z')
  await runQueuedRepair(t.deps, id)
  expect((await organiser.get(url)).body).toMatchObject({ status: 'failed' })
})
