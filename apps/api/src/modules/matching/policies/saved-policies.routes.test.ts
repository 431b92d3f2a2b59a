import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertEnrolment, insertSeason } from '../../../../test/factories.ts'
import { useTestApp, type Caller } from '../../../../test/harness.ts'
import { aMatchingSeason, insertPublishedRun, policy, solved, wholePolicy } from '../../../../test/matching-season.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { enrolments } from '../../seasons/index.ts'
import { matchingRuns } from '../runs.table.ts'
import type { StoredPolicy } from './policy.rules.ts'
import { matchingPolicies } from './saved-policies.table.ts'

const t = useTestApp()

const none = '00000000-0000-4000-8000-000000000000'
const policiesOf = (season: { id: string }) => `/api/v1/seasons/${season.id}/matching-policies`
const draft = { name: 'Par deux', policy }

it('saves, lists by name, changes and removes what is asked of teams', async () => {
  const { season, organiser } = await aMatchingSeason(t)

  const saved = await organiser.post(policiesOf(season)).send(draft).expect(201)
  const row = {
    id: saved.body.id,
    seasonId: season.id,
    name: 'Par deux',
    policy: wholePolicy,
    version: 1,
    createdAt: expect.any(String),
  }
  expect(saved.body).toEqual(row)
  expect(saved.headers['etag']).toBe('"1"')
  const other = await organiser
    .post(policiesOf(season))
    .send({ ...draft, name: 'À trois' })
    .expect(201)
  expect((await organiser.get(`${policiesOf(season)}?limit=1`).expect(200)).body.items).toHaveLength(1)
  expect(
    (await organiser.get(policiesOf(season)).expect(200)).body.items.map(({ name }: { name: string }) => name),
  ).toEqual(expect.arrayContaining(['Par deux', 'À trois']))

  const path = `/api/v1/matching-policies/${saved.body.id}`
  const change = { name: 'Deux et deux', policy: { ...policy, facilitators: 'soft', costs: { facilitators: 20 } } }
  const changed = await organiser.put(path).set('if-match', '"1"').send(change).expect(200)
  expect(changed.body).toEqual({
    ...row,
    name: 'Deux et deux',
    policy: { ...wholePolicy, facilitators: 'soft', costs: { facilitators: 20 } },
    version: 2,
  })
  expect((await organiser.get(path).expect(200)).body).toEqual(changed.body)
  await organiser.delete(path).expect(204)
  await organiser.get(path).expect(404)
  expect((await organiser.get(policiesOf(season)).expect(200)).body).toEqual({ items: [other.body], nextCursor: null })
  const audited = await t.db
    .select({ action: auditLog.action })
    .from(auditLog)
    .where(eq(auditLog.subjectId, saved.body.id))
  expect(audited.map(({ action }) => action).toSorted()).toEqual([
    'matching_policy.changed',
    'matching_policy.removed',
    'matching_policy.saved',
  ])
})

it('has one policy of a name: of several saved at once, one is', async () => {
  const { season, organiser } = await aMatchingSeason(t)

  const answers = await Promise.all(Array.from({ length: 4 }, () => organiser.post(policiesOf(season)).send(draft)))

  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
    code: 'already_exists',
    errors: [{ path: 'name', code: 'taken' }],
  })
  const other = await organiser
    .post(policiesOf(season))
    .send({ ...draft, name: 'Autre' })
    .expect(201)
  const renamed = await organiser
    .put(`/api/v1/matching-policies/${other.body.id}`)
    .set('if-match', '"1"')
    .send(draft)
    .expect(409)
  expect(renamed.body).toMatchObject({ code: 'already_exists' })
})

it('overwrites nothing unseen', async () => {
  const { season, organiser } = await aMatchingSeason(t)
  const { body } = await organiser.post(policiesOf(season)).send(draft).expect(201)
  const put = (version: string) =>
    organiser.put(`/api/v1/matching-policies/${body.id}`).set('if-match', version).send(draft)

  const answers = await Promise.all([put('"1"'), put('"1"'), put('"1"')])

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412])
  const blind = await organiser.put(`/api/v1/matching-policies/${body.id}`).send(draft).expect(428)
  expect(blind.body).toMatchObject({ code: 'if_match_required' })
})

it('keeps as many as anyone compares, and no more', async () => {
  const { season, organiser } = await aMatchingSeason(t)
  await t.db
    .insert(matchingPolicies)
    .values(Array.from({ length: 50 }, (_, index) => ({ seasonId: season.id, name: `n° ${index}`, policy })))

  const { body } = await organiser.post(policiesOf(season)).send(draft).expect(409)

  expect(body).toMatchObject({ code: 'too_many_of_these' })
})

it('refuses what cannot be meant, field by field', async () => {
  const { season, organiser, ana } = await aMatchingSeason(t)
  const errorsOf = async (over: object) => {
    const { body } = await organiser
      .post(`/api/v1/seasons/${season.id}/matching-runs`)
      .send({ ...policy, ...over })
      .expect(400)
    return body.errors.map(({ path }: { path: string }) => path)
  }

  expect(await errorsOf({ originLimit: 'hard' })).toEqual(['mostOfOneOrigin'])
  expect(await errorsOf({ days: 'always' })).toEqual(['days'])
  expect(await errorsOf({ costs: { coverage: -1 } })).toEqual(['costs.coverage'])
  expect(await errorsOf({ projectSizes: [{ projectId: none, min: 1, max: 2 }] })).toEqual(['projectSizes.0.projectId'])
  expect(await errorsOf({ forbidden: [{ personId: ana.id, projectId: none }] })).toEqual(['forbidden.0.projectId'])
  expect(await errorsOf({ locked: [{ personId: none, projectId: none }] })).toEqual([
    'locked.0.personId',
    'locked.0.projectId',
  ])
  expect(await errorsOf({ keepFrom: none })).toEqual(['keepFrom'])
  const unnamed = await organiser
    .post(policiesOf(season))
    .send({ ...draft, name: ' ' })
    .expect(400)
  expect(unnamed.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'name' }] })
})

it('starts a run from a saved policy, without what is gone, and the run keeps what it asked', async () => {
  const { season, organiser, garden, ana, ben, cas, dan } = await aMatchingSeason(t)
  const { body } = await organiser
    .post(policiesOf(season))
    .send({
      name: 'À part',
      policy: {
        ...policy,
        teamSize: { min: 1, max: 2 },
        apart: [[ana.id, ben.id]],
        together: [[cas.id, dan.id]],
        locked: [{ personId: ana.id, projectId: garden.id }],
      },
    })
    .expect(201)
  await t.db.update(enrolments).set({ status: 'withdrawn' }).where(eq(enrolments.personId, ben.id))
  const from = `/api/v1/matching-policies/${body.id}`

  const run = await solved(t, organiser, `${from}/runs`, {})
  await organiser.delete(from).expect(204)
  const after = await organiser.get(`/api/v1/matching-runs/${run.id}`).expect(200)

  expect(after.body).toMatchObject({
    policyName: 'À part',
    keptFromId: null,
    policy: { apart: [], together: [[cas.id, dan.id]], locked: [{ personId: ana.id, projectId: garden.id }] },
    answer: { status: 'optimal' },
  })
})

it('keeps moves by hand in the next run: everyone stays where they were put', async () => {
  const { season, organiser, garden, bikes, ana, ben, cas, dan } = await aMatchingSeason(t)
  const runs = `/api/v1/seasons/${season.id}/matching-runs`
  const asked = { ...policy, teamSize: { min: 1, max: 2 }, locked: [{ personId: ben.id, projectId: garden.id }] }
  const first = await solved(t, organiser, runs, asked)
  const move = (version: string, personId: string, projectId: string | null) =>
    organiser
      .post(`/api/v1/matching-runs/${first.id}/moves`)
      .set('if-match', version)
      .send({ personId, projectId })
      .expect(201)
  await move('"1"', dan.id, null)
  await move('"2"', ben.id, bikes.id)
  await t.db.update(enrolments).set({ status: 'withdrawn' }).where(eq(enrolments.personId, dan.id))

  const gone = await solved(t, organiser, runs, { ...asked, keepFrom: first.id })
  await t.db.update(enrolments).set({ status: 'confirmed' }).where(eq(enrolments.personId, dan.id))
  const second = await solved(t, organiser, runs, { ...asked, keepFrom: first.id })

  const place = (run: typeof second, personId: string) =>
    run.draft.teams.find((team: { members: { personId: string }[] }) =>
      team.members.some((member) => member.personId === personId),
    )?.projectId ?? null
  expect(gone.policy).toMatchObject({ locked: [{ personId: ben.id, projectId: bikes.id }], forbidden: [] })
  expect(second.keptFromId).toBe(first.id)
  expect(second.policy).toMatchObject({
    locked: [{ personId: ben.id, projectId: bikes.id }],
    forbidden: [
      { personId: dan.id, projectId: garden.id },
      { personId: dan.id, projectId: bikes.id },
    ],
  })
  expect([ana, ben, cas, dan].map(({ id }) => place(second, id))).toEqual([garden.id, bikes.id, bikes.id, null])
})

it('keeps nothing of a move that was taken back', async () => {
  const { season, organiser, bikes, ben } = await aMatchingSeason(t)
  const runs = `/api/v1/seasons/${season.id}/matching-runs`
  const first = await solved(t, organiser, runs, policy)
  const at = `/api/v1/matching-runs/${first.id}/moves`
  await organiser.post(at).set('if-match', '"1"').send({ personId: ben.id, projectId: bikes.id }).expect(201)
  await organiser.post(`${at}/undo`).set('if-match', '"2"').expect(201)

  const second = await solved(t, organiser, runs, { ...policy, keepFrom: first.id })

  expect(second.policy).toMatchObject({ locked: [], forbidden: [] })
  expect((await organiser.get(`/api/v1/matching-runs/${first.id}`).expect(200)).body.moves).toEqual([])
})

it('keeps no more moves than a policy can say', async () => {
  const { season, organiser, ana } = await aMatchingSeason(t)
  const runs = `/api/v1/seasons/${season.id}/matching-runs`
  const first = await solved(t, organiser, runs, policy)
  await organiser
    .post(`/api/v1/matching-runs/${first.id}/moves`)
    .set('if-match', '"1"')
    .send({ personId: ana.id, projectId: null })
    .expect(201)
  await t.db.execute(sql`insert into projects (season_id, title, structure, summary, wanted_skills)
    select ${season.id}::uuid, 'Projet ' || n, '', '', '[]' from generate_series(1, 5000) n`)

  const { body } = await organiser
    .post(runs)
    .send({ ...policy, keepFrom: first.id })
    .expect(422)

  expect(body).toMatchObject({ code: 'search_too_large', errors: [{ path: 'keepFrom', code: 'too_large' }] })
  expect((await organiser.get(runs).expect(200)).body.items).toHaveLength(1)
})

it('cannot keep the moves of a run that found no teams, or is of another season', async () => {
  const { season, organiser } = await aMatchingSeason(t)
  const elsewhere = await aMatchingSeason(t)
  const runs = `/api/v1/seasons/${season.id}/matching-runs`
  const { body: waiting } = await organiser.post(runs).send(policy).expect(201)
  const { body: other } = await elsewhere.organiser
    .post(`/api/v1/seasons/${elsewhere.season.id}/matching-runs`)
    .send(policy)
    .expect(201)
  const { body: saved } = await organiser.post(policiesOf(season)).send(draft).expect(201)

  for (const path of [runs, `/api/v1/matching-policies/${saved.id}/runs`]) {
    const unfinished = await organiser
      .post(path)
      .send({ ...policy, keepFrom: waiting.id })
      .expect(409)
    expect(unfinished.body).toMatchObject({ code: 'run_transition' })
    const foreign = await organiser
      .post(path)
      .send({ ...policy, keepFrom: other.id })
      .expect(400)
    expect(foreign.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'keepFrom', code: 'unknown' }] })
  }
})

it('starts nothing where there is nobody, or once teams are published', async () => {
  const empty = await insertSeason(t.db)
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: empty.id })
  const { body } = await organiser.post(policiesOf(empty)).send(draft).expect(201)
  const start = `/api/v1/matching-policies/${body.id}/runs`

  expect((await organiser.post(start).send({}).expect(409)).body).toMatchObject({ code: 'matching_empty' })
  await insertPublishedRun(t, empty.id)
  expect((await organiser.post(start).send({}).expect(409)).body).toMatchObject({ code: 'teams_published' })
})

it('reads policies and runs of before, when less could be said', async () => {
  const { season, organiser } = await aMatchingSeason(t)
  const run = await solved(t, organiser, `/api/v1/seasons/${season.id}/matching-runs`, policy)
  const old: StoredPolicy = {
    teamSize: { min: 2, max: 2 },
    weights: 'balanced',
    mixedOrigins: 'off',
    together: [],
    apart: [],
    locked: [],
  }
  await t.db.update(matchingRuns).set({ policy: old }).where(eq(matchingRuns.id, run.id))

  const { body } = await organiser.get(`/api/v1/matching-runs/${run.id}`).expect(200)

  expect(body).toEqual({ ...run, policy: wholePolicy })
})

it('is for organisers of the season', async () => {
  const { season, organiser, ana } = await aMatchingSeason(t)
  const { body } = await organiser.post(policiesOf(season)).send(draft).expect(201)
  const coach = await t.person({ role: 'coach', scopeKind: 'season', scopeId: season.id })
  const elsewhere = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: (await insertSeason(t.db)).id })
  await insertEnrolment(t.db, season.id, elsewhere.id)
  const statuses = async (one: Caller, policyId: string, seasonId: string) => {
    const path = `/api/v1/matching-policies/${policyId}`
    const answers = [
      await one.get(`/api/v1/seasons/${seasonId}/matching-policies`),
      await one.post(`/api/v1/seasons/${seasonId}/matching-policies`).send(draft),
      await one.get(path),
      await one.put(path).set('if-match', '"1"').send(draft),
      await one.post(`${path}/runs`).send({}),
      await one.delete(path),
    ]
    return [...new Set(answers.map(({ status }) => status))]
  }

  for (const one of [ana, coach, elsewhere]) expect(await statuses(one, body.id, season.id)).toEqual([403])
  expect(await statuses(t.anonymous, body.id, season.id)).toEqual([401])
  expect(await statuses(organiser, none, none)).toEqual([404])
  expect(await statuses(organiser, 'oops', 'oops')).toEqual([400])
})
