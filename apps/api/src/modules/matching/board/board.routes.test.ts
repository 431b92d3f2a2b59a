import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertProject, insertSeason } from '../../../../test/factories.ts'
import { useTestApp, type Caller } from '../../../../test/harness.ts'
import { aMatchingSeason, policy } from '../../../../test/matching-season.ts'
import { profileSkills } from '../../community/profiles.table.ts'
import { enrolments } from '../../seasons/enrolments/enrolments.table.ts'
import { runQueuedMatching } from '../run.queue.ts'
import { matchingRuns } from '../runs.table.ts'

const t = useTestApp()
const none = '00000000-0000-4000-8000-000000000000'

async function aDoneRun(over: object = {}) {
  const made = await aMatchingSeason(t)
  const { body } = await made.organiser
    .post(`/api/v1/seasons/${made.season.id}/matching-runs`)
    .send({ ...policy, ...over })
    .expect(201)
  await runQueuedMatching(t.deps, body.id)
  const run = `/api/v1/matching-runs/${body.id}`
  const move = (version: number, personId: string, projectId: string | null, one: Caller = made.organiser) =>
    one.post(`${run}/moves`).set('if-match', `"${version}"`).send({ personId, projectId })
  const step = (which: 'undo' | 'redo', version: number) =>
    made.organiser.post(`${run}/moves/${which}`).set('if-match', `"${version}"`)
  return { ...made, run, runId: String(body.id), move, step }
}

it('gives what a screen needs to work out costs: of people, no more than what the problem looks at', async () => {
  const { organiser, run, runId, season, garden, bikes, ana, ben } = await aDoneRun()
  await t.db.insert(profileSkills).values({ personId: ben.id, skill: 'law.housing', level: 4 })

  const { body } = await organiser.get(`${run}/board`).expect(200)

  const side = { sites: [], remote: false, blocks: [], roles: [], newcomer: false, days: 0 }
  expect(body).toMatchObject({ runId, seasonId: season.id, sites: [] })
  expect(body.people.slice(0, 2)).toEqual([
    { id: ana.id, name: 'Ana', origin: 'IUT d’Amiens', category: 'student', siteId: null },
    { id: ben.id, name: 'Ben', origin: 'IUT d’Amiens', category: 'student', siteId: null },
  ])
  expect(body.projects).toEqual([
    { id: garden.id, title: 'Un jardin', structure: 'Association des locataires' },
    { id: bikes.id, title: 'Des vélos', structure: 'Atelier Vélo' },
  ])
  expect(body.problem.people.slice(0, 2)).toEqual([
    {
      id: ana.id,
      ...side,
      origin: "iut d'amiens",
      category: 'student',
      skills: [{ skill: 'food.garden', level: 3 }],
      preferences: [garden.id],
    },
    { id: ben.id, ...side, origin: "iut d'amiens", category: 'student', skills: [], preferences: [garden.id] },
  ])
  expect(body.problem.rules.coverage).toEqual({ strength: 'soft', cost: 3 })
})

it('gives the teams as they are now, and who no longer comes', async () => {
  const { organiser, run, garden, bikes, ana, ben, cas, dan } = await aDoneRun()
  await t.db.update(enrolments).set({ status: 'withdrawn' }).where(eq(enrolments.personId, dan.id))

  const { body, headers } = await organiser.get(`${run}/board/teams`).expect(200)

  expect(headers['etag']).toBe('"1"')
  expect(body).toEqual({
    version: 1,
    published: false,
    teams: [
      { projectId: garden.id, personIds: [ana.id, ben.id] },
      { projectId: bikes.id, personIds: [cas.id, dan.id] },
    ],
    leftOut: [],
    gone: [dan.id],
    byHand: [],
    locks: [],
    moves: [],
    undo: null,
    redo: null,
  })
})

it('reads the problem of a run that an earlier version kept', async () => {
  const { organiser, run, runId, ana } = await aDoneRun()
  const [{ problem }] = (await t.db.select().from(matchingRuns).where(eq(matchingRuns.id, runId))) as [
    typeof matchingRuns.$inferSelect,
  ]
  const { teamRoles: _r, forbidden: _f, stay: _s, mostNewcomers: _n, mostOfOneOrigin: _o, ...first } = problem
  const old = {
    ...first,
    people: problem.people.map(({ blocks: _b, roles: _p, newcomer: _w, sites: _t, ...person }) => person),
    projects: problem.projects.map(({ blocks: _b, mayStayClosed: _c, ...project }) => project),
  }
  await t.db
    .update(matchingRuns)
    .set({ problem: old as unknown as typeof problem })
    .where(eq(matchingRuns.id, runId))

  const { body } = await organiser.get(`${run}/board`).expect(200)

  expect(body.problem).toMatchObject({ teamRoles: [], forbidden: [], stay: [], mostNewcomers: null })
  await organiser.get(`${run}/moves?personId=${ana.id}`).expect(200)
})

it('tells what moving someone to each other team would cost', async () => {
  const { organiser, run, ana, bikes, garden } = await aDoneRun()

  const { body } = await organiser.get(`${run}/moves?personId=${ana.id}`).expect(200)

  const size = (projectId: string, count: number) => ({ rule: 'size', projectId, personIds: [], skill: null, count })
  expect(body).toEqual([
    {
      projectId: bikes.id,
      delta: -8,
      parts: [
        { part: 'preferences', count: -1, points: -5 },
        { part: 'coverage', count: 1, points: -3 },
      ],
      broken: [size(garden.id, -1), size(bikes.id, 1)],
    },
    {
      projectId: null,
      delta: -208,
      parts: [
        { part: 'preferences', count: -1, points: -5 },
        { part: 'everyonePlaced', count: 1, points: -200 },
        { part: 'coverage', count: 1, points: -3 },
      ],
      broken: [size(garden.id, -1)],
    },
  ])
  const unknown = await organiser.get(`${run}/moves?personId=${garden.id}`).expect(400)
  expect(unknown.body).toMatchObject({ errors: [{ path: 'personId' }] })
})

it('keeps moves by hand, one after the other, and refuses to publish half a swap', async () => {
  const { organiser, run, move, ana, ben, cas, dan, bikes, garden } = await aDoneRun()

  const half = await move(1, ben.id, bikes.id).expect(201)
  const { body: halfRun } = await organiser.get(run).expect(200)
  const refused = await organiser.post(`${run}/publish`).expect(409)
  const whole = await move(2, cas.id, garden.id).expect(201)
  const same = await move(3, cas.id, garden.id).expect(201)
  const { body: wholeRun } = await organiser.get(run).expect(200)

  const made = { kind: 'move', delta: -5, at: '2026-03-02T09:00:00.000Z' }
  const benMoved = { ...made, personId: ben.id, from: garden.id, to: bikes.id }
  const casMoved = { ...made, personId: cas.id, from: bikes.id, to: garden.id }
  expect(half.headers['etag']).toBe('"2"')
  expect(halfRun.draft.broken).toEqual([
    { rule: 'size', projectId: garden.id, personIds: [], skill: null, count: -1 },
    { rule: 'size', projectId: bikes.id, personIds: [], skill: null, count: 1 },
  ])
  expect(refused.body).toMatchObject({ code: 'teams_invalid', errors: [{ code: 'size' }, { code: 'size' }] })
  expect(whole.body).toEqual({
    version: 3,
    published: false,
    teams: [
      { projectId: garden.id, personIds: [ana.id, cas.id] },
      { projectId: bikes.id, personIds: [dan.id, ben.id] },
    ],
    leftOut: [],
    gone: [],
    byHand: [ben.id, cas.id],
    locks: [],
    moves: [benMoved, casMoved],
    undo: casMoved,
    redo: null,
  })
  expect(same.body).toEqual(whole.body)
  expect(wholeRun.draft).toMatchObject({ objective: 10, broken: [] })
  expect(wholeRun.answer).toMatchObject({ objective: 20 })
  await organiser.post(`${run}/publish`).expect(200)
})

it('takes moves back and makes them again, and keeps the whole history', async () => {
  const { move, step, run, organiser, ana, ben, cas, dan, garden, bikes } = await aDoneRun()
  const atFirst = await organiser.get(run).expect(200)
  await move(1, ben.id, null).expect(201)

  const undone = await step('undo', 2).expect(201)
  const backAgain = await organiser.get(run).expect(200)
  const redone = await step('redo', 3).expect(201)

  const at = '2026-03-02T09:00:00.000Z'
  const out = { kind: 'move', personId: ben.id, from: garden.id, to: null, delta: -205, at }
  const back = { kind: 'undo', personId: ben.id, from: null, to: garden.id, delta: 205, at }
  expect(undone.body).toMatchObject({ version: 3, moves: [out, back], byHand: [], undo: null, redo: out })
  expect(backAgain.body.draft).toEqual(atFirst.body.draft)
  expect(redone.body).toMatchObject({
    version: 4,
    teams: [
      { projectId: garden.id, personIds: [ana.id] },
      { projectId: bikes.id, personIds: [cas.id, dan.id] },
    ],
    leftOut: [{ personId: ben.id, reason: 'by_hand' }],
    moves: [out, back, { ...out, kind: 'redo' }],
    redo: null,
  })
  expect((await step('redo', 4).expect(409)).body).toMatchObject({ code: 'nothing_to_redo' })
  await step('undo', 4).expect(201)
  expect((await step('undo', 5).expect(409)).body).toMatchObject({ code: 'nothing_to_undo' })
})

it('loses no move of organisers who move people at the same moment', async () => {
  const { run, organiser, season, move, ana, ben, cas, dan } = await aDoneRun({ teamSize: { min: 1, max: 4 } })
  const second = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  const everyone = [ana, ben, cas, dan]

  const atOnce = await Promise.all(everyone.map(({ id }, index) => move(1, id, null, index % 2 ? second : organiser)))
  expect(atOnce.map(({ status }) => status).toSorted()).toEqual([201, 412, 412, 412])
  expect(atOnce.find(({ status }) => status === 412)!.body).toMatchObject({ code: 'version_conflict' })

  // Whoever was told reads again and moves again, all at once, until each move is there.
  await Promise.all(
    everyone.map(async ({ id }, index) => {
      let status = atOnce[index]!.status
      while (status === 412) {
        const { body } = await organiser.get(`${run}/board/teams`)
        ;({ status } = await move(body.version, id, null, index % 2 ? second : organiser))
      }
      expect(status).toBe(201)
    }),
  )

  const { body } = await organiser.get(`${run}/board/teams`).expect(200)
  expect(body).toMatchObject({ version: 5, teams: [] })
  expect(body.moves.map(({ personId }: { personId: string }) => personId).toSorted()).toEqual(
    everyone.map(({ id }) => id).toSorted(),
  )
})

it('refuses what cannot be meant: nobody, nowhere, a run without teams, no version', async () => {
  const { organiser, run, season, move, step, ana, garden } = await aDoneRun()
  const queued = await organiser.post(`/api/v1/seasons/${season.id}/matching-runs`).send(policy).expect(201)
  const other = `/api/v1/matching-runs/${queued.body.id}`
  const one = { personId: ana.id, projectId: null }

  const nobody = await move(1, garden.id, ana.id).expect(400)
  expect(nobody.body).toMatchObject({ errors: [{ path: 'personId' }, { path: 'projectId' }] })
  await organiser.post(`${run}/moves`).set('if-match', '"1"').send({ personId: 'oops' }).expect(400)
  await step('undo', 7).expect(412)
  await step('redo', 7).expect(412)
  for (const path of ['moves', 'moves/undo', 'moves/redo']) {
    expect((await organiser.post(`${run}/${path}`).send(one).expect(428)).body.code).toBe('if_match_required')
    await organiser.post(`${run}/${path}`).set('if-match', 'oops').send(one).expect(400)
    const without = await organiser.post(`${other}/${path}`).set('if-match', '"1"').send(one).expect(409)
    expect(without.body).toMatchObject({ code: 'run_transition' })
  }
  for (const path of ['board', 'board/teams', `moves?personId=${ana.id}`])
    expect((await organiser.get(`${other}/${path}`).expect(409)).body).toMatchObject({ code: 'run_transition' })
})

it('keeps a place for the runs to come, until it is freed', async () => {
  const { organiser, season, run, ana, bikes, garden } = await aDoneRun()
  const lock = `/api/v1/seasons/${season.id}/matching-locks/${ana.id}`

  await organiser.put(lock).send({ projectId: garden.id }).expect(204)
  await organiser.put(lock).send({ projectId: bikes.id }).expect(204)
  expect((await organiser.get(`${run}/board/teams`).expect(200)).body.locks).toEqual([
    { personId: ana.id, projectId: bikes.id },
  ])
  const next = await organiser.post(`/api/v1/seasons/${season.id}/matching-runs`).send(policy).expect(201)
  await runQueuedMatching(t.deps, next.body.id)
  const { body: found } = await organiser.get(`/api/v1/matching-runs/${next.body.id}/board/teams`).expect(200)
  const without = await organiser
    .post(`/api/v1/seasons/${season.id}/matching-runs`)
    .send({ ...policy, addKeptPlaces: false })
    .expect(201)
  await organiser.delete(lock).expect(204)
  await organiser.delete(lock).expect(204)
  const free = await organiser.post(`/api/v1/seasons/${season.id}/matching-runs`).send(policy).expect(201)

  expect(next.body.policy.locked).toEqual([{ personId: ana.id, projectId: bikes.id }])
  expect(found.teams.find(({ projectId }: { projectId: string }) => projectId === bikes.id).personIds).toContain(ana.id)
  expect(without.body.policy.locked).toEqual([])
  expect(free.body.policy.locked).toEqual([])
})

it('keeps one place per person, however many organisers choose at once, and none that is unknown', async () => {
  const { organiser, season, run, ana, dan, garden, bikes } = await aDoneRun()
  const elsewhere = await insertProject(t.db, (await insertSeason(t.db)).id)
  const keep = (personId: string, projectId: string) =>
    organiser.put(`/api/v1/seasons/${season.id}/matching-locks/${personId}`).send({ projectId })

  const answers = await Promise.all([garden, bikes, garden, bikes].map(({ id }) => keep(ana.id, id)))
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204])
  expect((await organiser.get(`${run}/board/teams`)).body.locks).toHaveLength(1)
  expect((await keep(dan.id, elsewhere.id).expect(400)).body).toMatchObject({ errors: [{ path: 'projectId' }] })
  expect((await keep(none, garden.id).expect(400)).body).toMatchObject({ errors: [{ path: 'personId' }] })
  await keep('oops', garden.id).expect(400)
  await organiser.delete(`/api/v1/seasons/${season.id}/matching-locks/oops`).expect(400)
})

it('is for looking at only, once the teams are published', async () => {
  const { organiser, season, run, move, step, ana, garden } = await aDoneRun()
  await organiser.post(`${run}/publish`).expect(200)
  const lock = `/api/v1/seasons/${season.id}/matching-locks/${ana.id}`

  for (const refused of [
    await move(1, ana.id, null),
    await step('undo', 1),
    await step('redo', 1),
    await organiser.put(lock).send({ projectId: garden.id }),
    await organiser.delete(lock),
  ]) {
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({ code: 'teams_published' })
  }
  expect((await organiser.get(`${run}/board/teams`).expect(200)).body).toMatchObject({ published: true })
})

it('is for organisers of the season', async () => {
  const { organiser, season, runId, ana, garden } = await aDoneRun()
  const coach = await t.person({ role: 'coach', scopeKind: 'season', scopeId: season.id })
  const elsewhere = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: (await insertSeason(t.db)).id })
  const calls = (run: string, inSeason: string) =>
    [
      ['get', `/api/v1/matching-runs/${run}/board`],
      ['get', `/api/v1/matching-runs/${run}/board/teams`],
      ['get', `/api/v1/matching-runs/${run}/moves?personId=${ana.id}`],
      ['post', `/api/v1/matching-runs/${run}/moves`, { personId: ana.id, projectId: garden.id }],
      ['post', `/api/v1/matching-runs/${run}/moves/undo`],
      ['post', `/api/v1/matching-runs/${run}/moves/redo`],
      ['put', `/api/v1/seasons/${inSeason}/matching-locks/${ana.id}`, { projectId: garden.id }],
      ['delete', `/api/v1/seasons/${inSeason}/matching-locks/${ana.id}`],
    ] as const
  const statuses = async (one: Caller, run: string, inSeason: string) => {
    const seen = new Set<number>()
    for (const [verb, path, body] of calls(run, inSeason))
      seen.add((await one[verb](path).set('if-match', '"1"').send(body)).status)
    return [...seen]
  }

  for (const one of [ana, coach, elsewhere]) expect(await statuses(one, runId, season.id)).toEqual([403])
  expect(await statuses(t.anonymous, runId, season.id)).toEqual([401])
  expect(await statuses(organiser, none, none)).toEqual([404])
  expect(await statuses(organiser, 'oops', 'oops')).toEqual([400])
})
