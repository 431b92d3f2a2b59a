import { expect, it, onTestFinished, vi } from 'vitest'
import { insertCall, insertCoHolder, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { aQuestion, aSection, insertForm } from '../../../../test/forms.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { startLiveFeed, tell, type LiveEvent } from '../../../platform/realtime/live.ts'
import { nextFor } from '../index.ts'
import { callAccessCodes } from './late-rights.table.ts'
import { remindOfDrafts } from './reminders.service.ts'

/** How long a screen may take to hear of it, on a machine that does other things besides. */
const withinMs = 30_000
const t = useTestApp()
const afterDeadline = '2026-03-16T08:00:00.000Z'
const until = '2026-03-18T17:00:59.999Z'

/** A draft of two people, seen the day after the closing, and one draft of somebody else. */
async function lateDraft() {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { closesAt: new Date('2026-03-15T22:59:59.999Z') })
  const proof = aQuestion('file')
  await insertForm(t.db, call.id, [aSection(proof)])
  const [first, second, other] = [await t.person(), await t.person(), await t.person()]
  const createdAt = new Date('2026-02-20T09:00:00Z')
  const draft = await insertSubmission(t.db, call.id, first.id, { status: 'draft', formVersion: 1, createdAt })
  await insertCoHolder(t.db, draft.id, second.id, { createdAt })
  await insertSubmission(t.db, call.id, other.id, { status: 'draft' })
  const organiser = await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id })
  t.setNow(afterDeadline)
  return { season, call, proof, first, second, other, draft, organiser, path: `/api/v1/submissions/${draft.id}` }
}

type At = Awaited<ReturnType<typeof lateDraft>>

const gifts: Record<string, (at: At) => Promise<unknown>> = {
  extension: ({ organiser, call, second }) =>
    organiser
      .post(`/api/v1/calls/${call.id}/extensions`)
      .send({ email: second.email, until: { day: '2026-03-18', hour: '18:00' } })
      .expect(201),
  code: async ({ call, second }) => {
    const code = 'K7PM-4XQR-9TWD'
    await t.db.insert(callAccessCodes).values({ callId: call.id, code, note: '', uses: 1, expiresAt: new Date(until) })
    await second.post(`/api/v1/calls/${call.id}/access`).send({ code }).expect(201)
  },
}

it.each(Object.entries(gifts))('counts an %s of one of them for all who hold the file', async (right, give) => {
  const at = await lateDraft()
  const { first, other, proof, path } = at
  const send = () => first.post(`${path}/submit`).set('if-match', '"1"')
  expect((await send().expect(409)).body.code).toBe('call_not_open')

  await give(at)

  const { body: read } = await first.get(path).expect(200)
  const { body: own } = await first.get('/api/v1/me/submissions').expect(200)
  const { body: others } = await other.get('/api/v1/me/submissions').expect(200)
  const writing = { until, editable: 'everything', maySubmit: true, grace: false }
  expect([read.writing, own.items[0].writing, others.items[0].writing.maySubmit]).toEqual([writing, writing, false])
  expect(await nextFor(t.deps, first.id)).toMatchObject([{ code: 'calls.draft_to_submit', dueAt: new Date(until) }])
  expect(await nextFor(t.deps, other.id)).toEqual([])
  await first
    .post(`${path}/files/${proof.id}`)
    .set('content-type', 'application/pdf')
    .set('file-name', 'Statuts.pdf')
    .send(Buffer.from('%PDF-1.7\nstatuts'))
    .expect(201)
  await send().expect(200)
  const { body: board } = await at.organiser.get(`/api/v1/calls/${at.call.id}/board`).expect(200)
  expect(board.items.map(({ late }: { late: string }) => late)).toEqual([right])
  expect(JSON.stringify(await t.db.select().from(auditLog))).not.toContain('K7PM')
})

it('reminds all of them before the moment that one was given', async () => {
  const at = await lateDraft()
  await gifts['extension']!(at)
  t.setNow('2026-03-18T15:00:00.000Z')

  await remindOfDrafts(t.deps)

  const reminded = []
  for (const { email } of [at.first, at.second, at.other])
    reminded.push((await t.mailsTo(email)).filter(({ subject }) => subject.startsWith('Votre projet n’est pas')).length)
  expect(reminded).toEqual([1, 1, 0])
})

it.each(Object.entries(gifts))('tells the others on their screens of an %s', async (_, give) => {
  const at = await lateDraft()
  const heard: LiveEvent[] = []
  const feed = startLiveFeed(t.databaseUrl)
  onTestFinished(() => feed.stop())
  feed.subscribe([`person:${at.first.id}`], (event) => heard.push(event))
  // The feed listens once it has heard a first event.
  await vi.waitFor(async () => {
    await tell(t.db, `person:${at.first.id}`, 'hello', at.first.id)
    expect(heard).not.toEqual([])
  }, withinMs)

  await give(at)

  await vi.waitFor(
    () => expect(heard).toContainEqual({ topic: `person:${at.first.id}`, type: 'call.changed', id: at.call.id }),
    withinMs,
  )
})
