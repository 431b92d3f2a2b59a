import { AnswerSchema } from '@essor/team-formation'
import { eq } from 'drizzle-orm'
import { expect, it, vi } from 'vitest'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { people } from '../../identity/people.table.ts'
import { PostedProblem } from './team-problem.contract.ts'
import { runQueuedTeamProblem } from './team-problem.queue.ts'
import { mostKept } from './team-problem.rules.ts'
import { teamProblems } from './team-problems.table.ts'
import { eraseTeamProblems } from './team-problems.service.ts'

const t = useTestApp()
const path = '/api/v1/team-problems'
const [example] = PostedProblem.meta()!.examples as [{ people: { id: string }[]; projects: object[]; rules: object }]

const post = async (who: TestPerson, problem: object = example) =>
  `${path}/${(await who.post(path).send(problem).expect(201)).body.id}`

async function solved(who: TestPerson, problem?: object) {
  const at = await post(who, problem)
  await runQueuedTeamProblem(t.deps, at.split('/').at(-1)!)
  return at
}

it('takes a problem, lets it be followed, and gives the answer with its proof', async () => {
  const third = await t.person()

  const posted = await third.post(path).send(example).expect(201)
  const at = `${path}/${posted.body.id}`
  const waiting = await third.get(`${at}/answer`).expect(409)
  await runQueuedTeamProblem(t.deps, posted.body.id)
  const { body: followed } = await third.get(at).expect(200)
  const { body: answer, headers } = await third.get(`${at}/answer`).expect(200)

  const said = { id: posted.body.id, peopleCount: 4, projectCount: 2, failure: null }
  const proof = { status: 'optimal', objective: 20, bound: 20, gap: 0 }
  const times = { createdAt: '2026-03-02T09:00:00.000Z', keptUntil: '2026-04-01T09:00:00.000Z' }
  expect(posted.body).toEqual({
    ...said,
    ...times,
    status: 'queued',
    progress: null,
    answer: null,
    startedAt: null,
    endedAt: null,
  })
  expect(waiting.body).toMatchObject({ code: 'run_transition' })
  expect(followed).toEqual({
    ...said,
    ...times,
    status: 'done',
    progress: expect.objectContaining({ phase: 'proof' }),
    answer: proof,
    startedAt: '2026-03-02T09:00:00.000Z',
    endedAt: '2026-03-02T09:00:00.000Z',
  })
  expect(headers['content-type']).toBe('application/json; charset=utf-8')
  const { check, ...whole } = answer
  expect(AnswerSchema.parse(whole)).toMatchObject({
    ...proof,
    teams: [
      { project: 'plot', people: ['ana', 'ben'] },
      { project: 'bikes', people: ['cas', 'dan'] },
    ],
    leftOut: [],
    clash: null,
  })
  expect(check).toEqual({ valid: true, objective: 20, broken: [] })
})

it('says what clashes, and the ways out', async () => {
  const third = await t.person()
  const rules = { mixedOrigins: { strength: 'hard' }, everyonePlaced: { strength: 'hard' } }
  const people = example.people.map(({ id }) => ({ id, origin: 'school' }))
  const at = await solved(third, { ...example, people, rules })

  const { body } = await third.get(`${at}/answer`).expect(200)

  expect(body).toMatchObject({ status: 'infeasible', teams: [], check: null, clash: { minimal: true } })
  expect(body.clash.members.map(({ rule }: { rule: string }) => rule)).toContain('mixedOrigins')
  expect(body.waysOut.length).toBeGreaterThan(0)
})

it('recomputes what teams are worth, and keeps nothing', async () => {
  const third = await t.person()
  const teams = [
    { project: 'plot', people: ['ana', 'dan'] },
    { project: 'bikes', people: ['ben', 'cas', 'eve'] },
  ]

  const { body } = await third.post(`${path}/evaluation`).send({ problem: example, teams }).expect(200)

  expect(body).toMatchObject({
    valid: false,
    objective: 10,
    parts: { preferences: { count: 2, points: 10 } },
    broken: [
      { rule: 'mixedOrigins', project: 'plot' },
      { rule: 'unknown_person', person: 'eve' },
      { rule: 'mixedOrigins', project: 'bikes' },
    ],
  })
  expect((await third.get(path).expect(200)).body.items).toEqual([])
  const refused = await third
    .post(`${path}/evaluation`)
    .send({ problem: { ...example, seed: -1 }, teams: [{ project: 1 }] })
    .expect(400)
  expect(refused.body.errors.map((error: { path: string }) => error.path)).toEqual([
    'teams.0.project',
    'teams.0.people',
  ])
  const inside = await third
    .post(`${path}/evaluation`)
    .send({ problem: { ...example, seed: -1 }, teams })
    .expect(400)
  expect(inside.body.errors).toMatchObject([{ path: 'problem.seed', code: 'too_small' }])
})

it('lists my own, page after page, the newest first; nobody else sees them', async () => {
  const [third, other] = [await t.person(), await t.person()]
  const first = await post(third)
  t.setNow('2026-03-02T09:00:01Z')
  const second = await post(third)

  const page = await third.get(`${path}?limit=1`).expect(200)
  const rest = await third.get(`${path}?limit=1&cursor=${page.body.nextCursor}`).expect(200)

  expect([...page.body.items, ...rest.body.items].map(({ id }: { id: string }) => `${path}/${id}`)).toEqual([
    second,
    first,
  ])
  expect(rest.body.nextCursor).toBeNull()
  expect((await other.get(path).expect(200)).body.items).toEqual([])
  for (const asked of [
    await other.get(first),
    await other.get(`${first}/answer`),
    await other.post(`${first}/cancel`),
    await other.delete(first),
  ])
    expect(asked.body).toMatchObject({ status: 404, code: 'not_found' })
})

it('cancels while it waits or is under way, and erases in any state', async () => {
  const third = await t.person()
  const [waiting, under, gone] = [await post(third), await post(third), await post(third)]
  const idOf = (at: string) => at.split('/').at(-1)!
  const begun = (at: string) =>
    vi.waitFor(async () => expect((await third.get(at)).body).toMatchObject({ status: 'running' }))

  const cancelled = await third.post(`${waiting}/cancel`).expect(200)
  const working = Promise.allSettled([under, gone].map((at) => runQueuedTeamProblem(t.deps, idOf(at))))
  await begun(under)
  await third.post(`${under}/cancel`).expect(200)
  await begun(gone)
  await third.delete(gone).expect(204)
  await working

  expect(cancelled.body).toMatchObject({ status: 'cancelled', endedAt: '2026-03-02T09:00:00.000Z' })
  expect((await third.get(under).expect(200)).body).toMatchObject({ status: 'cancelled', answer: null })
  await third.get(gone).expect(404)
  expect((await third.post(`${waiting}/cancel`).expect(409)).body).toMatchObject({ code: 'run_transition' })
})

it('takes three at a time from one person, however many are sent at once, and keeps some', async () => {
  const third = await t.person()

  const answers = await Promise.all(Array.from({ length: 6 }, () => third.post(path).send(example)))

  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 409, 409, 409])
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'team_problems_under_way' })
  await t.db.update(teamProblems).set({ status: 'failed' }).where(eq(teamProblems.askedBy, third.id))
  const [row] = await t.db.select().from(teamProblems).where(eq(teamProblems.askedBy, third.id)).limit(1)
  const { id: _id, ...kept } = row!
  await t.db.insert(teamProblems).values(Array.from({ length: mostKept - 3 }, () => kept))
  expect((await third.post(path).send(example).expect(409)).body).toMatchObject({ code: 'too_many_of_these' })
})

it('makes one thing of one Idempotency-Key', async () => {
  const third = await t.person()
  const send = (problem: object) => third.post(path).set('idempotency-key', 'once').send(problem)

  const [first, again] = [await send(example).expect(201), await send(example).expect(201)]

  expect(again.body).toEqual(first.body)
  expect((await send({ ...example, seed: 2 }).expect(422)).body).toMatchObject({ code: 'idempotency_mismatch' })
})

it('erases what is thirty days old, and what someone posted with their account', async () => {
  const [third, leaving] = [await t.person(), await t.person()]
  const at = await post(third)
  await post(leaving)
  t.setNow('2026-04-01T09:00:00Z')
  await eraseTeamProblems(t.deps)
  await third.get(at).expect(200)

  t.setNow('2026-04-01T09:00:00.001Z')
  await eraseTeamProblems(t.deps)

  await third.get(at).expect(404)
  t.setNow('2026-04-02T09:00:00Z')
  await post(leaving)
  await t.db.delete(people).where(eq(people.id, leaving.id))
  expect(await t.db.select().from(teamProblems).where(eq(teamProblems.askedBy, leaving.id))).toEqual([])
})

const crowd = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `p${index}` }))
const places = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `q${index}`, size: { min: 1, max: 5 } }))
const [ana, ben] = example.people

it.each([
  ['unknown ids', { ...example, locked: [['zoe', 'plot']] }, 'locked.0.0', 'unknown_person'],
  [
    'a negative size',
    { ...example, projects: [{ id: 'plot', size: { min: -1, max: 2 } }] },
    'projects.0.size.min',
    'too_small',
  ],
  ['people twice', { ...example, people: [ana, ben, ana] }, 'people.2.id', 'duplicate'],
  [
    'a wish for a project that is closed',
    { people: [{ id: 'a', preferences: ['gone'] }], projects: places(1) },
    'people.0.preferences.0',
    'unknown_project',
  ],
  [
    'least above most',
    { people: [], projects: [{ id: 'plot', size: { min: 3, max: 2 } }] },
    'projects.0.size',
    'min_above_max',
  ],
  ['a field that is none', { people: [], projects: [], teams: [] }, 'body', 'unrecognized_keys'],
  ['nothing', {}, 'people', 'invalid_type'],
  [
    'lists without end',
    { people: [{ id: 'a', skills: Array.from({ length: 9_000 }, () => 1) }], projects: [] },
    'people.0.skills',
    'too_big',
  ],
])('refuses %s, and says where', async (_what, problem, where, code) => {
  const { body } = await (await t.person()).post(path).send(problem).expect(400)

  expect({ code: body.code, first: body.errors[0] }).toMatchObject({
    code: 'invalid_input',
    first: { path: where, code },
  })
})

it('refuses what is no JSON', async () => {
  const third = await t.person()
  const send = (text: string | Buffer) => third.post(path).set('content-type', 'application/json').send(text)

  const answers = [await send('{"people":'), await send(''), await third.post(path)]

  expect(answers.map(({ body }) => body.code)).toEqual(['invalid_input', 'invalid_input', 'invalid_input'])
  expect((await third.post(path).set('content-type', 'text/csv').send('a;b').expect(415)).body).toMatchObject({
    code: 'unsupported_media_type',
  })
})

it('refuses what one search cannot hold, with its size', async () => {
  const third = await t.person()

  const many = await third
    .post(path)
    .send({ people: crowd(100_000), projects: places(2) })
    .expect(422)
  const wide = await third
    .post(path)
    .send({ people: crowd(15_000), projects: places(2_000) })
    .expect(422)
  const teams = { problem: { people: crowd(30_000), projects: [] }, teams: [] }
  const evaluated = await third.post(`${path}/evaluation`).send(teams).expect(422)
  const bytes = await third
    .post(path)
    .send({ people: [{ id: 'x'.repeat(25 * 1024 * 1024) }] })
    .expect(413)

  expect(many.body).toMatchObject({
    code: 'search_too_large',
    detail: expect.stringContaining(
      '100000 people × 2 projects would take about 5 MB: one solve may have 20000 people',
    ),
    errors: [{ path: 'people', code: 'too_large' }],
  })
  expect(wide.body.detail).toContain('15000 people × 2000 projects would take about 720 MB')
  expect(wide.body.detail).toContain('600 MB')
  expect(evaluated.body).toMatchObject({ code: 'search_too_large', errors: [{ path: 'problem.people' }] })
  expect(bytes.body).toMatchObject({ code: 'too_large', detail: 'This body has 26 MB or more: at most 24 MB.' })
})

it('is for those who are signed in', async () => {
  const third = await t.person()
  const at = await post(third)

  expect(
    await unguarded(
      t,
      [
        ['post', path, example],
        ['post', `${path}/evaluation`, { problem: example, teams: [] }],
        ['get', `${path}?limit=1`],
        ['get', at],
        ['get', `${at}/answer`],
        ['post', `${at}/cancel`],
        ['delete', at],
      ],
      { owner: third },
    ),
  ).toEqual([])
})
