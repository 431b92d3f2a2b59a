import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { insertCounter, insertSeason } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { copyTally } from './copy-tally.repository.ts'
import { tallyCounters } from './tally.table.ts'

const t = useTestApp()
let season: Awaited<ReturnType<typeof insertSeason>>
let organiser: TestPerson

beforeAll(async () => {
  season = await insertSeason(t.db)
  organiser = await t.person({ role: 'organiser', scopeKind: 'delegation', scopeId: season.delegationId })
})

const tallyOf = ({ id }: { id: string }) => `/api/v1/seasons/${id}/tally`
const cups = { kind: 'loop', label: 'Gobelets', unit: 'gobelets', target: 200, public: true }
const entries = ({ id }: { id: string }) => `/api/v1/tally/${id}/entries`

it('begins to count, counts, sets and stops', async () => {
  const one = await insertSeason(t.db, { delegationId: season.delegationId })
  const { body: made } = await organiser.post(tallyOf(one)).send(cups).expect(201)
  expect(made).toEqual({
    id: expect.any(String),
    seasonId: one.id,
    ...cups,
    amount: 0,
    part: 0,
    version: 1,
    createdAt: expect.any(String),
  })
  const { body: lent } = await organiser.post(entries(made)).send({ of: 'amount', by: 160 }).expect(201)
  const { body: back } = await organiser.post(entries(made)).send({ of: 'part', by: 140 }).expect(201)
  expect([lent, back]).toEqual([
    { ...made, amount: 160, version: 2 },
    { ...made, amount: 160, part: 140, version: 3 },
  ])

  const fields = { label: 'Tasses', unit: 'tasses', target: null, public: false, amount: 150, part: 149 }
  const { body: set } = await organiser.put(`/api/v1/tally/${made.id}`).set('if-match', '"3"').send(fields).expect(200)
  expect(set).toEqual({ ...made, ...fields, version: 4 })
  expect((await organiser.get(tallyOf(one)).expect(200)).body).toEqual([set])

  await organiser.delete(`/api/v1/tally/${made.id}`).expect(204)
  expect((await organiser.get(tallyOf(one)).expect(200)).body).toEqual([])
  const log = await t.db
    .select({ action: auditLog.action, details: auditLog.details })
    .from(auditLog)
    .where(eq(auditLog.subjectId, made.id))
    .orderBy(auditLog.id)
  expect(log).toEqual([
    { action: 'tally.added', details: {} },
    { action: 'tally.counted', details: { of: 'amount', by: 160 } },
    { action: 'tally.counted', details: { of: 'part', by: 140 } },
    { action: 'tally.changed', details: { amount: 150, part: 149 } },
    { action: 'tally.removed', details: {} },
  ])
})

it('counts fifty at once as fifty', async () => {
  const counter = await insertCounter(t.db, season.id)

  const answers = await Promise.all(
    Array.from({ length: 50 }, () => organiser.post(entries(counter)).send({ of: 'amount', by: 1 })),
  )

  expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(201))
  expect(answers.map(({ body }) => body.amount).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 50 }, (_, index) => index + 1),
  )
})

it('takes back no more cups than were lent, however many come at once', async () => {
  const counter = await insertCounter(t.db, season.id, { kind: 'loop', amount: 5 })

  const answers = await Promise.all(
    Array.from({ length: 12 }, () => organiser.post(entries(counter)).send({ of: 'part', by: 1 })),
  )

  expect(answers.map(({ body }) => body.code ?? 'counted').toSorted()).toEqual([
    ...Array<string>(5).fill('counted'),
    ...Array<string>(7).fill('tally_out_of_range'),
  ])
  const [row] = await t.db.select().from(tallyCounters).where(eq(tallyCounters.id, counter.id))
  expect([row!.amount, row!.part]).toEqual([5, 5])
})

it('adds tenths exactly', async () => {
  const counter = await insertCounter(t.db, season.id, { amount: 0.1 })

  const { body } = await organiser.post(entries(counter)).send({ of: 'amount', by: 0.2 }).expect(201)

  expect(body.amount).toBe(0.3)
})

it('counts once what is sent again over a bad network', async () => {
  const counter = await insertCounter(t.db, season.id)
  const key = randomUUID()
  const once = () => organiser.post(entries(counter)).set('idempotency-key', key).send({ of: 'amount', by: 1 })

  const answers = await Promise.all([once(), once(), once()])

  expect(answers.map(({ body }) => body.amount)).toEqual([1, 1, 1])
})

it.each([
  ['count', { amount: 2 }, { of: 'amount', by: -3 }],
  ['loop', { amount: 5, part: 4 }, { of: 'amount', by: -2 }],
  ['meals', { amount: 5, part: 4 }, { of: 'part', by: -5 }],
  ['count', { amount: 999_999 }, { of: 'amount', by: 1 }],
] as const)('never lets a %s leave its limits', async (kind, amounts, entry) => {
  const counter = await insertCounter(t.db, season.id, { kind, ...amounts })

  const { body } = await organiser.post(entries(counter)).send(entry).expect(409)

  expect(body).toMatchObject({ code: 'tally_out_of_range' })
})

it.each([
  ['nothing', { of: 'amount', by: 0 }, 'by'],
  ['hundredths', { of: 'amount', by: 0.25 }, 'by'],
  ['words', { of: 'amount', by: 'beaucoup' }, 'by'],
  ['a part of a plain count', { of: 'part', by: 1 }, 'of'],
  ['far too many', { of: 'amount', by: 1e9 }, 'by'],
])('refuses to count %s', async (_what, entry, path) => {
  const counter = await insertCounter(t.db, season.id)

  const { body } = await organiser.post(entries(counter)).send(entry).expect(400)

  expect(body).toMatchObject({ code: 'invalid_input', errors: [{ path }] })
})

it('counts no halves of cups and meals', async () => {
  const counter = await insertCounter(t.db, season.id, { kind: 'meals', amount: 3 })
  const set = { label: 'Repas', unit: '', target: null, public: false, amount: 2.5, part: 0.5 }

  const refused = [
    await organiser.post(tallyOf(season)).send({ ...cups, target: 1.5 }),
    await organiser.post(entries(counter)).send({ of: 'amount', by: 0.5 }),
    await organiser.put(`/api/v1/tally/${counter.id}`).set('if-match', '"1"').send(set),
  ]

  expect(refused.map(({ status, body }) => [status, body.errors.map(({ path }: { path: string }) => path)])).toEqual([
    [400, ['target']],
    [400, ['by']],
    [400, ['amount', 'part']],
  ])
})

it('does not set a count over what others counted in the meantime', async () => {
  const counter = await insertCounter(t.db, season.id, { kind: 'loop' })
  const set = { label: 'Gobelets', unit: '', target: null, public: false, amount: 1, part: 0 }
  const at = `/api/v1/tally/${counter.id}`
  await organiser.post(entries(counter)).send({ of: 'amount', by: 7 }).expect(201)

  const refused = [
    await organiser.put(at).set('if-match', '"1"').send(set),
    await organiser.put(at).send(set),
    await organiser
      .put(at)
      .set('if-match', '"2"')
      .send({ ...set, part: 2 }),
  ]

  expect(refused.map(({ status, body }) => [status, body.code])).toEqual([
    [412, 'version_conflict'],
    [428, 'if_match_required'],
    [409, 'tally_out_of_range'],
  ])
})

it('gives a plain count nothing that comes back', async () => {
  const counter = await insertCounter(t.db, season.id)
  const set = { label: 'Café', unit: 'l', target: null, public: false, amount: 10, part: 1 }

  const { body } = await organiser.put(`/api/v1/tally/${counter.id}`).set('if-match', '"1"').send(set).expect(400)

  expect(body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'part' }] })
})

it('holds fifty counters and no more', async () => {
  const full = await insertSeason(t.db, { delegationId: season.delegationId })
  for (let index = 0; index < 49; index += 1) await insertCounter(t.db, full.id)

  const answers = await Promise.all([1, 2].map(() => organiser.post(tallyOf(full)).send(cups)))

  expect(answers.map(({ body }) => body.code ?? 'made').toSorted()).toEqual(['made', 'too_many_of_these'])
})

it('shows to all the counters that are meant for all, and no other', async () => {
  const one = await insertSeason(t.db)
  const shown = await insertCounter(t.db, one.id, { public: true, amount: 10.5 })
  await insertCounter(t.db, one.id, { label: 'Caché' })
  const draft = await insertSeason(t.db, { status: 'draft' })
  await insertCounter(t.db, draft.id, { public: true })

  const { body } = await t.anonymous.get(`/api/v1/public/seasons/${one.slug}/tally`).expect(200)
  const hidden = await t.anonymous.get(`/api/v1/public/seasons/${draft.slug}/tally`)
  const wrong = await t.anonymous.get('/api/v1/public/seasons/Pas%20Bon/tally')
  const bare = await t.anonymous.get(`/api/v1/public/seasons/${(await insertSeason(t.db)).slug}/tally`).expect(200)

  expect(body).toEqual([{ id: shown.id, kind: 'count', label: 'Café', unit: 'l', target: null, amount: 10.5, part: 0 }])
  expect([hidden.status, hidden.body.code, bare.body]).toEqual([404, 'not_found', []])
  expect([wrong.status, wrong.body.code]).toEqual([400, 'invalid_input'])
})

it('still lets organisers count when a season is over', async () => {
  const over = await insertSeason(t.db, { delegationId: season.delegationId, status: 'closed' })
  const counter = await insertCounter(t.db, over.id)

  const { body } = await organiser.post(entries(counter)).send({ of: 'amount', by: 1 })

  expect(body.amount).toBe(1)
})

it('copies what to count into the next edition, all at zero', async () => {
  const [before, next] = [await insertSeason(t.db), await insertSeason(t.db)]
  await insertCounter(t.db, before.id, { amount: 10.5, target: 12, public: true, version: 9 })
  await insertCounter(t.db, before.id, { kind: 'loop', label: 'Gobelets', unit: '', amount: 3, part: 2 })

  await t.db.transaction((tx) => copyTally(tx, { from: before, to: next, days: 0, sites: new Map() }))

  const copies = await t.db.select().from(tallyCounters).where(eq(tallyCounters.seasonId, next.id))
  const fresh = {
    id: expect.any(String),
    seasonId: next.id,
    amount: 0,
    part: 0,
    version: 1,
    createdAt: expect.any(Date),
  }
  expect(copies.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
    { ...fresh, kind: 'count', label: 'Café', unit: 'l', target: 12, public: true },
    { ...fresh, kind: 'loop', label: 'Gobelets', unit: '', target: null, public: false },
  ])
})

it('lets organisers only count', async () => {
  const counter = await insertCounter(t.db, season.id)
  const stranger = await t.person({ role: 'mentor', scopeKind: 'season', scopeId: season.id })
  const set = { label: 'Café', unit: 'l', target: null, public: false, amount: 10, part: 0 }

  expect(
    await unguarded(
      t,
      [
        ['get', tallyOf(season)],
        ['post', tallyOf(season), cups],
        ['post', entries(counter), { of: 'amount', by: 1 }],
        ['put', `/api/v1/tally/${counter.id}`, set],
        ['delete', `/api/v1/tally/${counter.id}`],
      ],
      { stranger, owner: organiser },
    ),
  ).toEqual([])
})
