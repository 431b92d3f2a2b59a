import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertCall, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { startSecondApp, useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { seasons } from '../../seasons/index.ts'
import { coHolders } from '../people/submission-people.table.ts'
import { endOf } from './call.rules.ts'
import { calls } from './calls.table.ts'
import { callAccessCodes, callCodeUses, callExtensions } from './late-rights.table.ts'
import { remindOfDrafts } from './reminders.service.ts'

const t = useTestApp()

const hour = 3_600_000
const begun = new Date('2025-01-01T00:00:00Z')

async function aDraft(closesAt: Date, over: Parameters<typeof insertCall>[2] = {}, createdAt = begun) {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { opensAt: begun, closesAt, ...over })
  const holder = await t.person()
  const draft = await insertSubmission(t.db, call.id, holder.id, { status: 'draft', createdAt })
  return { season, call, holder, draft }
}

const runAt = async (at: Date | number) => {
  t.setNow(new Date(at).toISOString())
  await remindOfDrafts(t.deps)
}

const mailsTo = async ({ email }: TestPerson) => (await t.mailsTo(email)).length

/** How many reminders the holder has just before each of these moments, and at it. */
async function countsAround(holder: TestPerson, moments: readonly string[]) {
  const counts: number[] = []
  for (const moment of moments) {
    await runAt(Date.parse(moment) - 1)
    counts.push(await mailsTo(holder))
    await runAt(Date.parse(moment))
    counts.push(await mailsTo(holder))
  }
  return counts
}

it.each([
  ['2026-05-11', 'lundi 11 mai 2026'],
  ['2026-05-12', 'mardi 12 mai 2026'],
  ['2026-05-13', 'mercredi 13 mai 2026'],
  ['2026-05-14', 'jeudi 14 mai 2026'],
  ['2026-05-15', 'vendredi 15 mai 2026'],
  ['2026-05-16', 'samedi 16 mai 2026'],
  ['2026-05-17', 'dimanche 17 mai 2026'],
])('reminds 7 days, 2 days and 3 hours before %s, %s', async (day, inWords) => {
  const closesAt = endOf({ day, hour: '23:59' }, 'Europe/Paris')
  const { holder } = await aDraft(closesAt)
  const before = (hours: number) => new Date(closesAt.getTime() - hours * hour).toISOString()

  expect(await countsAround(holder, [before(7 * 24), before(2 * 24), before(3), closesAt.toISOString()])).toEqual([
    0, 1, 1, 2, 2, 3, 3, 3,
  ])
  const mails = await t.mailsTo(holder.email)
  expect(mails.map(({ text }) => text.includes(`${inWords} à 23 h 59, heure de Paris`))).toEqual([true, true, true])
})

it.each([
  // The wall clock says 23:59 on each of these days, whatever the clocks did in between.
  ['Europe/Paris', '2026-04-01', ['2026-03-25T22:59:59.999Z', '2026-03-30T21:59:59.999Z', '2026-04-01T18:59:59.999Z']],
  ['Europe/Paris', '2026-03-29', ['2026-03-22T22:59:59.999Z', '2026-03-27T22:59:59.999Z', '2026-03-29T18:59:59.999Z']],
  ['Europe/Paris', '2026-10-25', ['2026-10-18T21:59:59.999Z', '2026-10-23T21:59:59.999Z', '2026-10-25T19:59:59.999Z']],
  ['Europe/Paris', '2026-10-26', ['2026-10-19T21:59:59.999Z', '2026-10-24T21:59:59.999Z', '2026-10-26T19:59:59.999Z']],
  [
    'America/Guadeloupe',
    '2026-03-30',
    ['2026-03-24T03:59:59.999Z', '2026-03-29T03:59:59.999Z', '2026-03-31T00:59:59.999Z'],
  ],
  [
    'Indian/Reunion',
    '2026-10-26',
    ['2026-10-19T19:59:59.999Z', '2026-10-24T19:59:59.999Z', '2026-10-26T16:59:59.999Z'],
  ],
  [
    'Pacific/Noumea',
    '2026-03-30',
    ['2026-03-23T12:59:59.999Z', '2026-03-28T12:59:59.999Z', '2026-03-30T09:59:59.999Z'],
  ],
])('counts days by the clock of %s, before %s', async (timeZone, day, moments) => {
  const { holder } = await aDraft(endOf({ day, hour: '23:59' }, timeZone), { timeZone })

  expect(await countsAround(holder, moments)).toEqual([0, 1, 1, 2, 2, 3])
})

const closesAt = endOf({ day: '2026-05-13', hour: '23:59' }, 'Europe/Paris')
const daysBefore = (days: number) => new Date(closesAt.getTime() - days * 24 * hour)

it('says what is to be done by when, and not what the file is about', async () => {
  const { season, call, holder, draft } = await aDraft(closesAt)

  await runAt(daysBefore(2))

  const [mail, ...more] = await t.mailsTo(holder.email)
  expect([mail!.subject, more]).toEqual([`Votre projet n’est pas encore déposé : ${season.name}`, []])
  expect(mail!.text).toBe(
    [
      'Bonjour,',
      `Vous avez commencé un dossier pour l’appel « ${call.title} ». C’est encore un brouillon : le comité ne le lira que si vous le déposez.`,
      'Dernier moment pour le déposer :\nmercredi 13 mai 2026 à 23 h 59, heure de Paris',
      `Votre dossier est ici :\nhttp://essor.test/mon-espace/projets/${draft.id}`,
      'Si vous avez changé d’avis, vous pouvez abandonner ce brouillon sur la même page : vous ne recevrez plus de rappel.',
      `À bientôt,\nL’organisation de « ${season.name} »`,
    ].join('\n\n'),
  )
})

it('reminds everyone who holds the draft, and nobody of what is submitted or withdrawn', async () => {
  const { call, holder, draft } = await aDraft(closesAt)
  const [helping, done, gone] = [await t.person(), await t.person(), await t.person()]
  await t.db.insert(coHolders).values({ submissionId: draft.id, personId: helping.id, createdAt: begun })
  await insertSubmission(t.db, call.id, done.id, { createdAt: begun })
  await insertSubmission(t.db, call.id, gone.id, { status: 'withdrawn', createdAt: begun })

  await runAt(daysBefore(2))

  expect(await Promise.all([holder, helping, done, gone].map(mailsTo))).toEqual([1, 1, 0, 0])
})

it('sends no reminder for a moment that had passed when the draft was begun', async () => {
  const { holder } = await aDraft(closesAt, {}, new Date(daysBefore(2).getTime() + 1))

  await runAt(daysBefore(1))
  const before = await mailsTo(holder)
  await runAt(closesAt.getTime() - 3 * hour)

  expect([before, await mailsTo(holder)]).toEqual([0, 1])
})

it('reminds anew of a deadline that moved, from the next moment on', async () => {
  const { call, holder } = await aDraft(closesAt)
  await runAt(daysBefore(2))
  const moved = { closesAt: new Date(closesAt.getTime() + 24 * hour), deadlineMovedAt: daysBefore(1) }
  await t.db.update(calls).set(moved).where(eq(calls.id, call.id))

  await runAt(daysBefore(1).getTime() - 1)
  const early = await mailsTo(holder)
  await runAt(daysBefore(1))

  expect([early, await mailsTo(holder)]).toEqual([1, 2])
})

it('counts the extension of a person for them alone', async () => {
  const { call, holder } = await aDraft(closesAt)
  const other = await t.person()
  await insertSubmission(t.db, call.id, other.id, { status: 'draft', createdAt: begun })
  const until = new Date(closesAt.getTime() + 24 * hour)
  await t.db.insert(callExtensions).values({ callId: call.id, email: holder.email, until, note: '', createdAt: begun })

  await runAt(daysBefore(2))
  const first = await Promise.all([holder, other].map(mailsTo))
  await runAt(until.getTime() - 3 * hour)

  // One for each moment: 7 days for the one, 2 days for the other; then only the one still has time.
  expect([first, await Promise.all([holder, other].map(mailsTo))]).toEqual([
    [1, 1],
    [2, 1],
  ])
  expect((await t.mailsTo(holder.email)).map(({ text }) => text.includes('jeudi 14 mai 2026'))).toEqual([true, true])
})

it('does not remind who has just typed a code, or has just joined, of a moment that had passed', async () => {
  const { call, holder } = await aDraft(closesAt)
  const late = new Date(closesAt.getTime() + hour)
  const until = new Date(closesAt.getTime() + 24 * hour)
  const [code] = await t.db
    .insert(callAccessCodes)
    .values({ callId: call.id, code: 'ABCD', note: '', uses: 5, used: 1, expiresAt: until, createdAt: late })
    .returning()
  await t.db
    .insert(callCodeUses)
    .values({ callId: call.id, personId: holder.id, codeId: code!.id, until, createdAt: late })

  await runAt(late.getTime() + 60_000)
  const before = await mailsTo(holder)
  await runAt(until.getTime() - 3 * hour)

  const joined = await aDraft(closesAt)
  const helping = await t.person()
  await t.db.insert(coHolders).values({ submissionId: joined.draft.id, personId: helping.id, createdAt: daysBefore(1) })
  await runAt(daysBefore(1).getTime() + 60_000)

  expect([before, await mailsTo(holder)]).toEqual([0, 1])
  expect([await mailsTo(helping), await mailsTo(joined.holder)]).toEqual([0, 1])
})

it('reminds of nothing in a season that is over, or for a call that is answered or closed', async () => {
  const over = await aDraft(closesAt)
  await t.db.update(seasons).set({ status: 'closed' }).where(eq(seasons.id, over.season.id))
  const decided = await aDraft(closesAt, { status: 'decided' })
  const closed = await aDraft(new Date(daysBefore(2).getTime() - 1))

  await runAt(daysBefore(2))

  expect(await Promise.all([over.holder, decided.holder, closed.holder].map(mailsTo))).toEqual([0, 0, 0])
})

it('reminds once where several processes look at the same time', async () => {
  const drafts = await Promise.all([aDraft(closesAt), aDraft(closesAt), aDraft(closesAt)])
  t.setNow(daysBefore(7).toISOString())
  const second = await startSecondApp(t)

  await Promise.all([t.deps, second.deps, t.deps, second.deps].map((deps) => remindOfDrafts(deps)))
  await second.stop()

  expect(await Promise.all(drafts.map(({ holder }) => mailsTo(holder)))).toEqual([1, 1, 1])
})
