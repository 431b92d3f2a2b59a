import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertCall, insertCoHolder, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { seasons } from '../../seasons/index.ts'
import { nextFor } from '../attention.service.ts'
import { calls } from './calls.table.ts'
import { readCode } from './access-codes.ts'
import { callAccessCodes, callCodeUses, callExtensions } from './late-rights.table.ts'

const t = useTestApp()

const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
const afterDeadline = '2026-03-16T08:00:00.000Z'
const codeDraft = { uses: 5, expires: { day: '2026-03-18', hour: '12:00' }, note: 'Panne d’internet' }
const expiresAt = '2026-03-18T11:00:59.999Z'
const extensionTo = ({ email }: { email: string }) => ({
  email: email.toUpperCase(),
  until: { day: '2026-03-20', hour: '18:00' },
  note: 'Hospitalisation',
})
const extendedUntil = '2026-03-20T17:00:59.999Z'

/** A call that closed on 15 March at 23:59 in Paris, seen the day after. */
async function closedCall() {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-15T22:59:59.999Z') })
  t.setNow(afterDeadline)
  return { season, call, organiser: await organiserOf(season) }
}

const make = async (organiser: TestPerson, callId: string, over: object = {}) =>
  (
    await organiser
      .post(`/api/v1/calls/${callId}/access-codes`)
      .send({ ...codeDraft, ...over })
      .expect(201)
  ).body
const redeem = (person: TestPerson, callId: string, code: string) =>
  person.post(`/api/v1/calls/${callId}/access`).send({ code })
const begin = (person: TestPerson, callId: string) => person.post(`/api/v1/calls/${callId}/submissions`).send({})
const usedOf = async (id: string) =>
  (await t.db.select({ used: callAccessCodes.used }).from(callAccessCodes).where(eq(callAccessCodes.id, id)))[0]!.used

it('opens a closed call to whoever has its code, until it expires', async () => {
  const { call, organiser } = await closedCall()
  const holder = await t.person()
  const code = await make(organiser, call.id)

  const { body: before } = await holder.get(`/api/v1/calls/${call.id}/access`).expect(200)
  const refused = await begin(holder, call.id).expect(409)
  const { body: given } = await redeem(holder, call.id, ` ${code.code.toLowerCase().replaceAll('-', ' ')} `).expect(201)
  const { body: after } = await holder.get(`/api/v1/calls/${call.id}/access`).expect(200)
  const { body: mine } = await begin(holder, call.id).expect(201)
  const file = await insertSubmission(t.db, call.id, holder.id, { status: 'draft' })
  await holder.post(`/api/v1/submissions/${file.id}/submit`).set('if-match', '"1"').expect(200)
  const { body: rows } = await organiser.get(`/api/v1/calls/${call.id}/board`).expect(200)
  t.setNow('2026-03-18T11:01:00.000Z')
  const over = await begin(holder, call.id).expect(409)
  const expired = await redeem(await t.person(), call.id, code.code).expect(409)

  expect(code).toEqual({
    id: expect.any(String),
    code: expect.stringMatching(/^([2-9A-HJKMNP-Z]{4}-){2}[2-9A-HJKMNP-Z]{4}$/),
    note: 'Panne d’internet',
    uses: 5,
    used: 0,
    expiresAt,
    endedAt: null,
    createdAt: afterDeadline,
  })
  expect(before).toEqual({ until: call.closesAt.toISOString(), mayBegin: false, moreTime: null })
  expect(given).toEqual({ until: expiresAt, mayBegin: true, moreTime: 'code' })
  expect([after, mine.status, mine.createdAt]).toEqual([given, 'draft', afterDeadline])
  expect(rows.items.map(({ late }: { late: string }) => late)).toEqual(['code'])
  expect([refused.body.code, over.body.code, expired.body.code]).toEqual([
    'call_not_open',
    'call_not_open',
    'access_code_expired',
  ])
})

it('counts a code once for a person, however often it is typed, and one that gives no more not at all', async () => {
  const { call, organiser } = await closedCall()
  const holder = await t.person()
  const [code, shorter, longer] = [
    await make(organiser, call.id),
    await make(organiser, call.id, { expires: { day: '2026-03-17', hour: '12:00' } }),
    await make(organiser, call.id, { expires: { day: '2026-03-19', hour: '12:00' } }),
  ]

  const answers = await Promise.all(Array.from({ length: 8 }, () => redeem(holder, call.id, code.code)))
  const { body: kept } = await redeem(holder, call.id, shorter.code).expect(201)
  const { body: more } = await redeem(holder, call.id, longer.code).expect(201)

  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201))
  expect([kept.until, more.until]).toEqual([expiresAt, '2026-03-19T11:00:59.999Z'])
  expect([await usedOf(code.id), await usedOf(shorter.id), await usedOf(longer.id)]).toEqual([1, 0, 1])
})

it('is used by exactly five of two hundred people at once', async () => {
  const { call, organiser } = await closedCall()
  const code = await make(organiser, call.id)
  const people: TestPerson[] = []
  for (let count = 0; count < 200; count += 1) people.push(await t.person())

  const answers = await Promise.all(people.map((person) => redeem(person, call.id, code.code)))

  expect(answers.filter(({ status }) => status === 201).length).toBe(5)
  expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
    new Set(['access_code_used_up']),
  )
  const given = await t.db.select().from(callCodeUses).where(eq(callCodeUses.codeId, code.id))
  expect([await usedOf(code.id), given.length]).toEqual([5, 5])
  const { body: list } = await organiser.get(`/api/v1/calls/${call.id}/access-codes`).expect(200)
  expect(list).toEqual({ items: [{ ...code, used: 5 }], nextCursor: null })
})

it('refuses codes that are unknown, of another call, ended, or of a call that takes nothing any more', async () => {
  const { season, call, organiser } = await closedCall()
  const other = await insertCall(t.db, season.id, { closesAt: call.closesAt })
  const draft = await insertCall(t.db, season.id, { status: 'draft' })
  const [holder, late] = [await t.person(), await t.person()]
  const code = await make(organiser, call.id)
  await redeem(holder, call.id, code.code).expect(201)
  const end = () => organiser.post(`/api/v1/calls/${call.id}/access-codes/${code.id}/end`)

  const unknown = await redeem(holder, call.id, 'AAAA-BBBB-CCCC').expect(404)
  const elsewhere = await redeem(holder, other.id, code.code).expect(404)
  const unseen = await redeem(holder, draft.id, code.code).expect(404)
  const { body: ended } = await end().expect(200)
  t.setNow('2026-03-16T09:00:00.000Z')
  const { body: again } = await end().expect(200)
  const gone = await redeem(late, call.id, code.code).expect(409)
  const closed = await begin(holder, call.id).expect(409)
  await t.db.update(calls).set({ status: 'decided' }).where(eq(calls.id, call.id))
  const decided = await redeem(late, call.id, code.code).expect(409)
  const unmade = await organiser.post(`/api/v1/calls/${call.id}/access-codes`).send(codeDraft).expect(409)
  const unended = await end().expect(409)
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, season.id))
  const over = await redeem(late, call.id, code.code).expect(409)
  await redeem(late, call.id, '').expect(400)

  expect(
    [unknown, elsewhere, unseen, gone, closed, decided, unmade, unended, over].map(({ body }) => body.code),
  ).toEqual([
    'access_code_unknown',
    'access_code_unknown',
    'not_found',
    'access_code_expired',
    'call_not_open',
    'decisions_published',
    'decisions_published',
    'decisions_published',
    'season_not_open',
  ])
  expect([ended, again]).toEqual([
    { ...code, used: 1, endedAt: afterDeadline },
    { ...code, used: 1, endedAt: afterDeadline },
  ])
})

it('gives one person more time, tells them, and takes it back', async () => {
  const { season, call, organiser } = await closedCall()
  const [holder, other] = [await t.person(), await t.person()]
  const path = `/api/v1/calls/${call.id}/extensions`

  const { body: extension } = await organiser.post(path).send(extensionTo(holder)).expect(201)
  const { body: access } = await holder.get(`/api/v1/calls/${call.id}/access`).expect(200)
  await begin(holder, call.id).expect(201)
  const refused = await begin(other, call.id).expect(409)
  const { body: list } = await organiser.get(path).expect(200)
  const { body: own } = await holder.get('/api/v1/me/submissions').expect(200)
  await organiser.delete(`${path}/${extension.id}`).expect(204)
  const taken = await begin(holder, call.id).expect(409)
  const gone = await organiser.delete(`${path}/${extension.id}`).expect(404)

  expect(extension).toEqual({
    id: expect.any(String),
    email: holder.email,
    until: extendedUntil,
    note: 'Hospitalisation',
    createdAt: afterDeadline,
  })
  expect(access).toEqual({ until: extendedUntil, mayBegin: true, moreTime: 'extension' })
  expect(list).toEqual({ items: [extension], nextCursor: null })
  expect(own.items.map(({ writing }: { writing: object }) => writing)).toEqual([
    { until: extendedUntil, editable: 'everything', maySubmit: true, grace: false },
  ])
  expect([refused.body.code, taken.body.code, gone.body.code]).toEqual(['call_not_open', 'call_not_open', 'not_found'])
  const [mail, ...more] = await t.mailsTo(holder.email)
  expect([mail!.subject, more]).toEqual([`Vous avez plus de temps : ${season.name}`, []])
  expect(mail!.text).toContain('vendredi 20 mars 2026 à 18 h 00, heure de Paris')
  expect(mail!.text).toContain(`http://essor.test/appels/${call.id}`)
})

it('gives more time to someone who has no account yet, and replaces what was given', async () => {
  const { call, organiser } = await closedCall()
  const path = `/api/v1/calls/${call.id}/extensions`
  const give = (day: string) =>
    organiser
      .post(path)
      .send({ email: 'demain@example.org', until: { day, hour: '18:00' } })
      .expect(201)

  const { body: first } = await give('2026-03-20')
  const { body: second } = await give('2026-03-22')
  const { body: list } = await organiser.get(`${path}?limit=1`).expect(200)

  expect(second).toEqual({ ...first, until: '2026-03-22T17:00:59.999Z' })
  expect(list).toEqual({ items: [second], nextCursor: null })
})

it('gives no time that has passed or that everyone has, nor any once decisions are published', async () => {
  const { season, call, organiser } = await closedCall()
  const open = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-29T21:59:59.999Z') })
  const holder = await t.person()
  const refused = async (callId: string, day: string) => {
    const { body: code } = await organiser
      .post(`/api/v1/calls/${callId}/access-codes`)
      .send({ ...codeDraft, expires: { day, hour: '09:00' } })
    const { body: extension } = await organiser
      .post(`/api/v1/calls/${callId}/extensions`)
      .send({ ...extensionTo(holder), until: { day, hour: '08:59' } })
    return [code, extension].map(({ errors }) => errors.map(({ path }: { path: string }) => path))
  }

  const fields = [
    [['expires.day'], ['until.day']],
    [['expires.day'], ['until.day']],
  ]
  expect([await refused(call.id, '2026-03-14'), await refused(open.id, '2026-03-20')].map((all) => all.flat())).toEqual(
    fields.map((all) => all.flat()),
  )
  const { body: given } = await organiser.post(`/api/v1/calls/${call.id}/extensions`).send(extensionTo(holder))
  await t.db.update(calls).set({ status: 'decided' }).where(eq(calls.id, call.id))
  const decided = [
    await organiser.post(`/api/v1/calls/${call.id}/extensions`).send(extensionTo(holder)),
    await organiser.delete(`/api/v1/calls/${call.id}/extensions/${given.id}`),
  ]
  expect(decided.map(({ body }) => body.code)).toEqual(['decisions_published', 'decisions_published'])
})

it('lists codes page by page, the newest first', async () => {
  const { call, organiser } = await closedCall()
  const codes = [await make(organiser, call.id), await make(organiser, call.id)]
  const path = `/api/v1/calls/${call.id}/access-codes`

  const { body: first } = await organiser.get(`${path}?limit=1`).expect(200)
  const { body: second } = await organiser.get(`${path}?limit=1&cursor=${first.nextCursor}`).expect(200)

  expect([...first.items, ...second.items]).toEqual(codes.toReversed())
  expect(second.nextCursor).toBe(null)
})

it('reads a code as people type it', () => {
  expect(['k7pm 4xqr 9twd', 'K7PM4XQR9TWD', ' k7pm–4xqr–9twd.'].map(readCode)).toEqual(Array(3).fill('K7PM-4XQR-9TWD'))
})

it('is for organisers of the season; a code is used by whoever is signed in', async () => {
  const { season, call, organiser } = await closedCall()
  const code = await make(organiser, call.id)
  const holder = await t.person()
  const { body: extension } = await organiser.post(`/api/v1/calls/${call.id}/extensions`).send(extensionTo(holder))
  const base = `/api/v1/calls/${call.id}`
  expect(
    await unguarded(
      t,
      [
        ['get', `${base}/access-codes?limit=5`],
        ['post', `${base}/access-codes`, codeDraft],
        ['post', `${base}/access-codes/${code.id}/end`],
        ['get', `${base}/extensions?limit=5`],
        ['post', `${base}/extensions`, extensionTo(holder)],
        ['delete', `${base}/extensions/${extension.id}`],
      ],
      { stranger: await organiserOf(await insertSeason(t.db)), owner: await organiserOf(season) },
    ),
  ).toEqual([])
  expect(
    await unguarded(
      t,
      [
        ['get', `${base}/access`],
        ['post', `${base}/access`, { code: code.code }],
      ],
      { owner: holder },
    ),
  ).toEqual([])
})

it('is for all who hold the file to do next, when one of them was given more time', async () => {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id)
  const [first, other] = [await t.person(), await t.person()]
  const draft = await insertSubmission(t.db, call.id, first.id, { status: 'draft' })
  await insertCoHolder(t.db, draft.id, other.id)
  const until = new Date('2026-03-20T17:00:59.999Z')
  await t.db.insert(callExtensions).values({ callId: call.id, email: other.email, until, note: '' })
  t.setNow('2026-03-16T09:00:00.000Z')

  const tasks = await Promise.all([first, other].map(({ id }) => nextFor(t.deps, id)))

  expect(tasks.map((all) => all.map(({ code, dueAt }) => [code, dueAt]))).toEqual([
    [['calls.draft_to_submit', until]],
    [['calls.draft_to_submit', until]],
  ])
})
