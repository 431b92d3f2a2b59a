import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertCall, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { startSecondApp, useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { seasons } from '../../seasons/index.ts'
import { coHolders } from '../people/submission-people.table.ts'
import { submissions } from '../submissions/submissions.table.ts'
import { closeCall } from './opening.service.ts'
import { callExtensions } from './late-rights.table.ts'

const t = useTestApp()

const organiserOf = (season: { id: string }) => t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
const settings = {
  title: 'Appel corrigé',
  presentation: 'Avec plus de mots.',
  closingMessage: 'Merci. Réponses le 1er avril.',
  graceMinutes: 10,
  editableAfterClose: 'presentation',
  confirmDays: 10,
}
const to = (day: string, hour = '23:59') => ({ closes: { day, hour } })
const afterDeadline = '2026-03-16T08:00:00.000Z'

async function aCall(over: Parameters<typeof insertCall>[2] = {}) {
  const season = await insertSeason(t.db)
  return { season, call: await insertCall(t.db, season.id, over), organiser: await organiserOf(season) }
}

const put = (who: TestPerson, callId: string, what: string, version: number, body: object) =>
  who.put(`/api/v1/calls/${callId}/${what}`).set('if-match', `"${version}"`).send(body)
const reopen = (who: TestPerson, callId: string, version: number, body: object) =>
  who.post(`/api/v1/calls/${callId}/reopen`).set('if-match', `"${version}"`).send(body)
const subjectsTo = async ({ email }: TestPerson) => (await t.mailsTo(email)).map(({ subject }) => subject)

it('changes its words and settings once published too, and keeps its grace once closed', async () => {
  const { call, organiser } = await aCall()

  const { body, headers } = await put(organiser, call.id, 'settings', 1, settings).expect(200)
  const stale = await put(organiser, call.id, 'settings', 1, settings).expect(412)
  await put(organiser, call.id, 'settings', 2, { ...settings, graceMinutes: 121 }).expect(400)
  t.setNow(afterDeadline)
  const { body: closed } = await put(organiser, call.id, 'settings', 2, { ...settings, title: 'Appel' }).expect(200)
  const longer = await put(organiser, call.id, 'settings', 3, { ...settings, graceMinutes: 60 }).expect(409)
  const { body: seen } = await t.anonymous.get(`/api/v1/public/calls/${call.id}`).expect(200)

  expect(body).toMatchObject({ ...settings, status: 'open', version: 2 })
  expect(headers['etag']).toBe('"2"')
  expect([stale.body.code, longer.body.code]).toEqual(['version_conflict', 'call_transition'])
  expect([closed.title, closed.status]).toEqual(['Appel', 'closed'])
  expect(seen.closingMessage).toBe(settings.closingMessage)
})

it('moves its deadline later, or earlier to a moment to come, and tells who holds a draft', async () => {
  const { season, call, organiser } = await aCall()
  const [drafting, helping, done] = [await t.person(), await t.person(), await t.person()]
  const draft = await insertSubmission(t.db, call.id, drafting.id, { status: 'draft' })
  await t.db.insert(coHolders).values({ submissionId: draft.id, personId: helping.id })
  await insertSubmission(t.db, call.id, done.id)

  const { body: later } = await put(organiser, call.id, 'deadline', 1, to('2026-03-29')).expect(200)
  const { body: same } = await put(organiser, call.id, 'deadline', 2, to('2026-03-29')).expect(200)
  const { body: earlier } = await put(organiser, call.id, 'deadline', 3, to('2026-03-02', '10:00')).expect(200)
  const past = await put(organiser, call.id, 'deadline', 4, to('2026-03-02', '09:59')).expect(409)
  const before = await put(organiser, call.id, 'deadline', 4, to('2026-01-31')).expect(400)
  await put(organiser, call.id, 'deadline', 4, to('2026-02-30')).expect(400)
  const stale = await put(organiser, call.id, 'deadline', 1, to('2026-03-29')).expect(412)

  expect([later.closesAt, same.closesAt, earlier.closesAt]).toEqual([
    '2026-03-29T21:59:59.999Z',
    '2026-03-29T21:59:59.999Z',
    '2026-03-02T09:00:59.999Z',
  ])
  expect([later.reopenedAt, later.status]).toEqual([null, 'open'])
  expect([past.body.code, before.body.code, stale.body.code]).toEqual([
    'call_deadline_past',
    'invalid_input',
    'version_conflict',
  ])
  const subject = `La date limite a changé : ${season.name}`
  expect([await subjectsTo(drafting), await subjectsTo(helping), await subjectsTo(done)]).toEqual([
    [subject, subject],
    [subject, subject],
    [],
  ])
  const [mail] = await t.mailsTo(drafting.email)
  expect(mail!.text).toContain('dimanche 29 mars 2026 à 23 h 59, heure de Paris')
  expect(mail!.text).toContain(`http://essor.test/mon-espace/projets/${draft.id}`)
  expect(mail!.text).not.toContain(draft.title)
})

it('does not move the deadline of a call that is a draft, closed or decided', async () => {
  const codes: string[] = []
  for (const status of ['draft', 'published', 'decided'] as const) {
    const { call, organiser } = await aCall({ status, closesAt: new Date('2026-03-01T00:00:00Z') })
    codes.push((await put(organiser, call.id, 'deadline', 1, to('2026-03-29'))).body.code)
  }

  expect(codes).toEqual(['call_transition', 'call_transition', 'call_transition'])
})

it('is closed now, without its grace, and only once', async () => {
  const { call, organiser } = await aCall({ graceMinutes: 60 })
  const holder = await t.person()
  const draft = await insertSubmission(t.db, call.id, holder.id, { status: 'draft' })

  const answers = await Promise.all(Array.from({ length: 5 }, () => organiser.post(`/api/v1/calls/${call.id}/close`)))
  const late = await holder.post(`/api/v1/submissions/${draft.id}/submit`).set('if-match', '"1"').expect(409)
  const { body: seen } = await t.anonymous.get(`/api/v1/public/calls/${call.id}`).expect(200)

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409])
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('call_transition')
  expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({
    status: 'closed',
    closesAt: '2026-03-02T08:59:59.999Z',
    closedAt: '2026-03-02T09:00:00.000Z',
  })
  expect([late.body.code, seen.status]).toEqual(['call_not_open', 'closed'])
})

it('tells who holds a draft that it is closed, with the time that they were given', async () => {
  const { season, call, organiser } = await aCall()
  const [drafting, helping, given, done] = [await t.person(), await t.person(), await t.person(), await t.person()]
  const draft = await insertSubmission(t.db, call.id, drafting.id, { status: 'draft' })
  await t.db.insert(coHolders).values({ submissionId: draft.id, personId: helping.id })
  await insertSubmission(t.db, call.id, given.id, { status: 'draft' })
  await insertSubmission(t.db, call.id, done.id)
  const until = new Date('2026-03-20T17:00:59.999Z')
  await t.db.insert(callExtensions).values({ callId: call.id, email: given.email, until, note: '' })

  await organiser.post(`/api/v1/calls/${call.id}/close`).expect(200)
  await organiser.post(`/api/v1/calls/${call.id}/close`).expect(409)

  const subject = `L’appel à projets est fermé : ${season.name}`
  expect([
    await subjectsTo(drafting),
    await subjectsTo(helping),
    await subjectsTo(given),
    await subjectsTo(done),
  ]).toEqual([[subject], [subject], [subject], []])
  const [plain, late] = [(await t.mailsTo(helping.email))[0]!.text, (await t.mailsTo(given.email))[0]!.text]
  expect(plain).toContain(`http://essor.test/mon-espace/projets/${draft.id}`)
  expect(plain).toContain('elle peut vous donner du temps')
  expect(late).toContain('vendredi 20 mars 2026 à 18 h 00, heure de Paris')
  expect(`${plain}${late}`).not.toContain(draft.title)
})

it('is not closed in the very moment in which it opens', async () => {
  const { call, organiser } = await aCall()
  t.setNow(call.opensAt.toISOString())

  expect((await organiser.post(`/api/v1/calls/${call.id}/close`).expect(409)).body.code).toBe('call_transition')
})

it('is reopened until a new deadline, and tells whoever holds a draft or a file', async () => {
  const { season, call, organiser } = await aCall({ graceMinutes: 15, closedAt: new Date('2026-03-15T20:00:00Z') })
  const [drafting, sent, read, gone] = [await t.person(), await t.person(), await t.person(), await t.person()]
  const draft = await insertSubmission(t.db, call.id, drafting.id, { status: 'draft' })
  const late = await insertSubmission(t.db, call.id, sent.id, { late: 'grace' })
  await insertSubmission(t.db, call.id, read.id, { status: 'under_review' })
  await insertSubmission(t.db, call.id, gone.id, { status: 'withdrawn' })
  await t.db
    .insert(callExtensions)
    .values({ callId: call.id, email: sent.email, until: new Date('2026-04-10T10:00:59.999Z'), note: '' })
  t.setNow(afterDeadline)

  const past = await reopen(organiser, call.id, 1, to('2026-03-15')).expect(409)
  const { body } = await reopen(organiser, call.id, 1, to('2026-03-29')).expect(200)
  const twice = await reopen(organiser, call.id, 2, to('2026-03-30')).expect(409)
  await drafting.post(`/api/v1/submissions/${draft.id}/submit`).set('if-match', '"1"').expect(200)
  const { body: seen } = await t.anonymous.get(`/api/v1/public/calls/${call.id}`).expect(200)

  expect(body).toMatchObject({
    status: 'open',
    closesAt: '2026-03-29T21:59:59.999Z',
    reopenedAt: afterDeadline,
    closedAt: null,
    version: 2,
  })
  expect(seen.reopenedAt).toBe(afterDeadline)
  expect([past.body.code, twice.body.code]).toEqual(['call_deadline_past', 'call_transition'])
  const marks = await t.db.select({ late: submissions.late }).from(submissions).where(eq(submissions.id, late.id))
  expect(marks).toEqual([{ late: null }])
  const subject = `L’appel à projets est rouvert : ${season.name}`
  const told = [await subjectsTo(drafting), await subjectsTo(sent), await subjectsTo(read), await subjectsTo(gone)]
  expect(told).toEqual([[subject, expect.stringContaining('bien déposé')], [subject], [subject], []])
  const texts = await Promise.all([drafting, sent, read].map(async ({ email }) => (await t.mailsTo(email))[0]!.text))
  expect(texts.map((text) => /vous pouvez le finir|encore le modifier|rien à faire/.exec(text)?.[0])).toEqual([
    'vous pouvez le finir',
    'encore le modifier',
    'rien à faire',
  ])
  expect(texts[0]).toContain('dimanche 29 mars 2026 à 23 h 59, heure de Paris')
  expect(texts[1]).toContain('vendredi 10 avril 2026 à 12 h 00, heure de Paris')
})

it('stays closed once its decisions are published, or its season is over', async () => {
  const { call, organiser } = await aCall({ status: 'decided', closesAt: new Date('2026-03-01T00:00:00Z') })
  const other = await aCall({ closesAt: new Date('2026-03-01T00:00:00Z') })
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, other.season.id))

  const decided = await reopen(organiser, call.id, 1, to('2026-03-29')).expect(409)
  const over = await reopen(other.organiser, other.call.id, 1, to('2026-03-29')).expect(409)
  const stale = await reopen(other.organiser, other.call.id, 7, to('2026-03-29')).expect(412)
  await reopen(other.organiser, other.call.id, 1, to('2026-03-32')).expect(400)

  expect([decided.body.code, over.body.code, stale.body.code]).toEqual([
    'decisions_published',
    'season_not_open',
    'version_conflict',
  ])
})

it('takes no file once its closing was acknowledged, however many come at once', async () => {
  const { call, organiser } = await aCall({ graceMinutes: 60 })
  const holder = await t.person()
  const files = await Promise.all(
    Array.from({ length: 40 }, () => insertSubmission(t.db, call.id, holder.id, { status: 'draft' })),
  )
  const second = await startSecondApp(t)
  const send = ({ id }: { id: string }) => holder.post(`/api/v1/submissions/${id}/submit`).set('if-match', '"1"')
  const inAt = () => t.db.$count(submissions, and(eq(submissions.callId, call.id), eq(submissions.status, 'submitted')))

  const sending = files.slice(0, 20).map(async (file) => (await send(file)).status)
  await Promise.race(sending)
  const actor = { personId: organiser.id, grants: [] }
  // Another process closes it while files come in; from its answer on, the number that is in stands still.
  const closing = closeCall({ ...second.deps, actor }, call.id).then(async () => [
    await inAt(),
    ...(await Promise.all(files.slice(20).map(async (file) => (await send(file)).status))),
  ])
  const [inThen, ...afterwards] = await closing
  const statuses = await Promise.all(sending)
  await second.stop()

  expect(new Set(afterwards)).toEqual(new Set([409]))
  expect(await inAt()).toBe(inThen)
  expect(statuses.filter((status) => status === 200).length).toBe(inThen)
})

it('takes no file after a deadline that moved earlier', async () => {
  const { call, organiser } = await aCall()
  const holder = await t.person()
  const files = await Promise.all(
    Array.from({ length: 20 }, () => insertSubmission(t.db, call.id, holder.id, { status: 'draft' })),
  )
  const send = ({ id }: { id: string }) => holder.post(`/api/v1/submissions/${id}/submit`).set('if-match', '"1"')

  const [moved, ...sent] = await Promise.all([
    put(organiser, call.id, 'deadline', 1, to('2026-03-02', '10:00')).expect(200),
    ...files.slice(0, 10).map(send),
  ])
  t.setNow('2026-03-02T09:01:00.000Z')
  const late = await Promise.all(files.slice(10).map(send))

  expect(moved.body.closesAt).toBe('2026-03-02T09:00:59.999Z')
  expect(sent.map(({ status }) => status)).toEqual(Array(10).fill(200))
  expect(late.map(({ body }) => body.code)).toEqual(Array(10).fill('call_not_open'))
})

it('is changed by the version that was read', async () => {
  const { call, organiser } = await aCall()
  const path = `/api/v1/calls/${call.id}`

  const blind = [
    await organiser.put(`${path}/settings`).send(settings),
    await organiser.put(`${path}/deadline`).send(to('2026-03-29')),
    await organiser.post(`${path}/reopen`).send(to('2026-03-29')),
  ]

  expect(blind.map(({ body }) => body.code)).toEqual(Array(3).fill('if_match_required'))
})

it('is opened and closed by organisers of its season only', async () => {
  const { season, call } = await aCall()
  const elsewhere = await organiserOf(await insertSeason(t.db))
  expect(
    await unguarded(
      t,
      [
        ['put', `/api/v1/calls/${call.id}/settings`, settings],
        ['put', `/api/v1/calls/${call.id}/deadline`, to('2026-03-29')],
        ['post', `/api/v1/calls/${call.id}/reopen`, to('2026-03-29')],
        ['post', `/api/v1/calls/${call.id}/close`],
      ],
      { stranger: elsewhere, owner: await organiserOf(season) },
    ),
  ).toEqual([])
})
