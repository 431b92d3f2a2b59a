import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertEnrolment, insertSeason } from '../../../test/factories.ts'
import { useTestApp, type Caller } from '../../../test/harness.ts'
import { aMatchingSeason, policy, wholePolicy } from '../../../test/matching-season.ts'
import { auditLog } from '../../platform/audit/audit.table.ts'
import { runQueuedMatching } from './run.queue.ts'

const t = useTestApp()

const none = '00000000-0000-4000-8000-000000000000'
const runsOf = (season: { id: string }) => `/api/v1/seasons/${season.id}/matching-runs`

it('says who comes and which projects there are', async () => {
  const { season, organiser, garden, bikes, ana, ben, cas, dan } = await aMatchingSeason(t)
  const applied = await t.person()
  await insertEnrolment(t.db, season.id, applied.id, { status: 'applied' })
  const quiet = await t.person()
  await insertEnrolment(t.db, season.id, quiet.id, { status: 'checked_in' })
  await organiser.put(`/api/v1/seasons/${season.id}/matching-locks/${ana.id}`).send({ projectId: bikes.id }).expect(204)
  await organiser
    .put(`/api/v1/projects/${garden.id}/terms`)
    .set('If-Match', '"0"')
    .send({ siteId: null, sizeMin: 3, sizeMax: null, mayStayClosed: false, blockIds: [] })
    .expect(200)

  const { body } = await organiser.get(`/api/v1/seasons/${season.id}/matching-pool`).expect(200)

  expect(body).toEqual({
    people: [
      ...[ana, ben, cas, dan].map(({ id, name }) => ({ id, name, ranked: true })),
      { id: quiet.id, name: quiet.name, ranked: false },
    ],
    projects: [
      {
        id: garden.id,
        title: 'Un jardin',
        structure: 'Association des locataires',
        summary: '',
        wantedSkills: [{ skill: 'food.garden', level: 2, count: 1 }],
      },
      { id: bikes.id, title: 'Des vélos', structure: 'Atelier Vélo', summary: '', wantedSkills: [] },
    ],
    kept: [{ personId: ana.id, projectId: bikes.id }],
    ownSizes: [{ projectId: garden.id, min: 3, max: null }],
    publishedRunId: null,
  })
})

it('queues a run, forms the best teams, and says why each is where they are', async () => {
  const { season, organiser, garden, bikes, ana, ben, cas, dan } = await aMatchingSeason(t)

  const started = await organiser.post(runsOf(season)).send(policy).expect(201)
  await runQueuedMatching(t.deps, started.body.id)
  const { body } = await organiser.get(`/api/v1/matching-runs/${started.body.id}`).expect(200)

  const row = {
    id: started.body.id,
    seasonId: season.id,
    policy: wholePolicy,
    policyName: null,
    keptFromId: null,
    peopleCount: 4,
    projectCount: 2,
    failure: null,
    startedByName: organiser.name,
    createdAt: expect.any(String),
    publishedAt: null,
  }
  const person = (one: typeof ana, origin: string, skills: object[] = []) => ({
    id: one.id,
    name: one.name,
    origin,
    category: 'student',
    coming: true,
    skills,
  })
  const names = {
    people: [
      person(ana, 'IUT d’Amiens', [{ skill: 'food.garden', level: 3 }]),
      person(ben, 'IUT d’Amiens'),
      person(cas, 'Mairie'),
      person(dan, 'Mairie'),
    ],
    projects: [
      { id: garden.id, title: 'Un jardin', structure: 'Association des locataires' },
      { id: bikes.id, title: 'Des vélos', structure: 'Atelier Vélo' },
    ],
    clash: null,
    relaxations: [],
    moves: [],
  }
  expect(started.body).toEqual({
    ...row,
    ...names,
    status: 'queued',
    progress: null,
    answer: null,
    startedAt: null,
    endedAt: null,
    draft: null,
  })
  const plain = {
    wish: 1,
    brings: [],
    locked: false,
    togetherWith: [],
    mixesOrigins: false,
    mixesCategories: false,
    byHand: false,
    site: 'anywhere',
    blocks: [],
    roles: [],
  }
  expect(body).toEqual({
    ...row,
    ...names,
    status: 'done',
    progress: expect.any(Object),
    answer: { status: 'optimal', objective: 20, bound: 20, gap: 0 },
    startedAt: '2026-03-02T09:00:00.000Z',
    endedAt: '2026-03-02T09:00:00.000Z',
    draft: {
      objective: 20,
      parts: [{ part: 'preferences', count: 4, points: 20 }],
      broken: [],
      teams: [
        {
          projectId: garden.id,
          members: [
            { personId: ana.id, ...plain, brings: [{ skill: 'food.garden', level: 2, has: 3, alone: true }] },
            { personId: ben.id, ...plain },
          ],
          coverage: [{ skill: 'food.garden', level: 2, wanted: 1, got: 1, personIds: [ana.id] }],
        },
        {
          projectId: bikes.id,
          members: [
            { personId: cas.id, ...plain },
            { personId: dan.id, ...plain },
          ],
          coverage: [],
        },
      ],
      leftOut: [],
    },
  })
  const listed = await organiser.get(runsOf(season)).expect(200)
  expect(listed.body).toEqual({
    items: [
      {
        ...row,
        status: 'done',
        progress: expect.any(Object),
        answer: { status: 'optimal', objective: 20, bound: 20, gap: 0 },
        startedAt: '2026-03-02T09:00:00.000Z',
        endedAt: '2026-03-02T09:00:00.000Z',
      },
    ],
    nextCursor: null,
  })
})

it('holds to the pairs and locks of the policy', async () => {
  const { season, organiser, garden, ana, ben, cas, dan } = await aMatchingSeason(t)

  const started = await organiser
    .post(runsOf(season))
    .send({
      ...policy,
      together: [[ben.id, dan.id]],
      apart: [[ana.id, ben.id]],
      locked: [{ personId: dan.id, projectId: garden.id }],
    })
    .expect(201)
  await runQueuedMatching(t.deps, started.body.id)
  const { body } = await organiser.get(`/api/v1/matching-runs/${started.body.id}`).expect(200)

  const teams = body.draft.teams.map(({ members }: { members: { personId: string }[] }) =>
    members.map(({ personId }) => personId),
  )
  expect(teams).toEqual([
    [ben.id, dan.id],
    [ana.id, cas.id],
  ])
})

it('says that a run is impossible, and which rules clash', async () => {
  const { season, organiser, garden, bikes, ana, ben, cas } = await aMatchingSeason(t)

  const started = await organiser
    .post(runsOf(season))
    .send({
      ...policy,
      together: [[ana.id, ben.id]],
      locked: [
        { personId: ana.id, projectId: garden.id },
        { personId: ben.id, projectId: bikes.id },
        { personId: cas.id, projectId: bikes.id },
      ],
    })
    .expect(201)
  await runQueuedMatching(t.deps, started.body.id)
  const { body } = await organiser.get(`/api/v1/matching-runs/${started.body.id}`).expect(200)

  expect(body).toMatchObject({
    status: 'done',
    answer: { status: 'infeasible', objective: null, bound: null, gap: null },
    draft: null,
    clash: {
      minimal: true,
      members: [
        {
          rule: 'locked',
          needs: null,
          has: null,
          projectIds: [garden.id, bikes.id],
          personIds: [ana.id, ben.id],
          groups: [],
        },
        { rule: 'together', needs: null, has: null, projectIds: [], personIds: [ana.id, ben.id], groups: [] },
      ],
    },
  })
  const refused = await organiser.post(`/api/v1/matching-runs/${started.body.id}/publish`).expect(409)
  expect(refused.body).toMatchObject({ code: 'run_transition' })
})

it('refuses what cannot be meant', async () => {
  const { season, organiser, garden, ana } = await aMatchingSeason(t)
  const send = (over: object) => organiser.post(runsOf(season)).send({ ...policy, ...over })
  const stranger = await t.person()

  const sizes = await send({ teamSize: { min: 5, max: 3 } }).expect(400)
  const unknown = await send({ together: [[ana.id, stranger.id]] }).expect(400)
  const alone = await send({ apart: [[ana.id, ana.id]] }).expect(400)
  const twice = await send({
    locked: [
      { personId: ana.id, projectId: garden.id },
      { personId: ana.id, projectId: garden.id },
    ],
  }).expect(400)

  expect(sizes.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'teamSize.max' }] })
  expect(unknown.body).toMatchObject({ errors: [{ path: 'together.0.1', code: 'unknown_person' }] })
  expect(alone.body).toMatchObject({ errors: [{ path: 'apart.0' }] })
  expect(twice.body).toMatchObject({ errors: [{ path: 'locked.1', code: 'locked_twice' }] })
})

it('has nothing to form teams from in an empty season', async () => {
  const season = await insertSeason(t.db)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })

  const nobody = await organiser.post(runsOf(season)).send(policy).expect(409)
  await insertEnrolment(t.db, season.id, (await t.person()).id)
  const noProject = await organiser.post(runsOf(season)).send(policy).expect(409)

  expect(nobody.body).toMatchObject({ code: 'matching_empty', detail: expect.stringContaining('Nobody') })
  expect(noProject.body).toMatchObject({ code: 'matching_empty', detail: expect.stringContaining('no project') })
})

it('cancels a run that waits, and only once', async () => {
  const { season, organiser } = await aMatchingSeason(t)
  const { body: run } = await organiser.post(runsOf(season)).send(policy).expect(201)

  const answers = await Promise.all(
    Array.from({ length: 4 }, () => organiser.post(`/api/v1/matching-runs/${run.id}/cancel`)),
  )
  await runQueuedMatching(t.deps, run.id)

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'run_transition' })
  const { body } = await organiser.get(`/api/v1/matching-runs/${run.id}`).expect(200)
  expect(body).toMatchObject({ status: 'cancelled', draft: null, endedAt: '2026-03-02T09:00:00.000Z' })
  expect(
    await t.db
      .select({ delegationId: auditLog.delegationId, actorId: auditLog.actorId })
      .from(auditLog)
      .where(eq(auditLog.action, 'matching.cancelled')),
  ).toEqual([{ delegationId: season.delegationId, actorId: organiser.id }])
})

it('is for organisers of the season', async () => {
  const { season, organiser, ana } = await aMatchingSeason(t)
  const { body: run } = await organiser.post(runsOf(season)).send(policy).expect(201)
  const coach = await t.person({ role: 'coach', scopeKind: 'season', scopeId: season.id })
  const elsewhere = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: (await insertSeason(t.db)).id })
  const calls = (runId: string, seasonId: string) =>
    [
      ['get', `/api/v1/seasons/${seasonId}/matching-pool`],
      ['get', `/api/v1/seasons/${seasonId}/matching-runs`],
      ['post', `/api/v1/seasons/${seasonId}/matching-runs`, policy],
      ['get', `/api/v1/matching-runs/${runId}`],
      ['post', `/api/v1/matching-runs/${runId}/cancel`],
      ['post', `/api/v1/matching-runs/${runId}/publish`],
    ] as const

  const statuses = async (one: Caller, runId: string, seasonId: string) => {
    const seen = new Set<number>()
    for (const [verb, path, body] of calls(runId, seasonId)) seen.add((await one[verb](path).send(body)).status)
    return [...seen]
  }
  for (const one of [ana, coach, elsewhere]) expect(await statuses(one, run.id, season.id)).toEqual([403])
  expect(await statuses(t.anonymous, run.id, season.id)).toEqual([401])
  expect(await statuses(organiser, none, none)).toEqual([404])
  expect(await statuses(organiser, 'oops', 'oops')).toEqual([400])
})
