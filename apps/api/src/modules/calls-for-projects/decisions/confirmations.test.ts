import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertCall, insertSeason, insertSubmission, insertTeam } from '../../../../test/factories.ts'
import { startSecondApp, useTestApp } from '../../../../test/harness.ts'
import { hasTeams } from '../../matching/index.ts'
import { submissions } from '../submissions/submissions.table.ts'
import { tendConfirmations } from './confirmations.service.ts'

const t = useTestApp()

const by = new Date('2026-03-09T22:59:59.999Z')
const remindAt = new Date('2026-03-07T08:00:00Z')

async function answeredCall({ accepted, waiting }: { accepted: number; waiting: number }) {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id, { status: 'decided', closesAt: new Date('2026-03-01T22:59:59Z') })
  const make = async (count: number, over: (index: number) => Parameters<typeof insertSubmission>[3]) => {
    const made = []
    for (let index = 0; index < count; index += 1) {
      const holder = await t.person()
      made.push({ holder, ...(await insertSubmission(t.db, call.id, holder.id, over(index))) })
    }
    return made
  }
  return {
    season,
    call,
    accepted: await make(accepted, () => ({ status: 'accepted', confirmBy: by, confirmRemindAt: remindAt })),
    waiting: await make(waiting, (index) => ({ status: 'waitlisted', waitingRank: index + 1 })),
  }
}

const tend = () => tendConfirmations(t.deps, hasTeams)
const statusesOf = async (callId: string, files: { id: string }[]) => {
  const rows = await t.db.select().from(submissions).where(eq(submissions.callId, callId))
  return files.map(({ id }) => rows.find((row) => row.id === id)!.status)
}
const subjectsTo = async (files: { holder: { email: string } }[]) =>
  Promise.all(files.map(async ({ holder }) => (await t.mailsTo(holder.email)).map(({ subject }) => subject)))

it('reminds once, two days before, and not earlier', async () => {
  const { season, accepted } = await answeredCall({ accepted: 2, waiting: 0 })
  t.setNow('2026-03-07T07:59:59Z')
  await tend()
  expect(await subjectsTo(accepted)).toEqual([[], []])

  t.setNow('2026-03-07T08:00:00Z')
  const second = await startSecondApp(t)
  await Promise.all([tend(), tendConfirmations(second.deps, hasTeams), tend()])
  await second.stop()

  expect(await subjectsTo(accepted)).toEqual(Array(2).fill([`Votre réponse est attendue : ${season.name}`]))
  const [mail] = await t.mailsTo(accepted[0]!.holder.email)
  expect(mail!.text).toContain('lundi 9 mars 2026 à 23 h 59, heure de Paris')
})

it('reminds nobody of a yes that can no longer be given', async () => {
  const withTeams = await answeredCall({ accepted: 1, waiting: 0 })
  await insertTeam(t.db, withTeams.season.id)
  t.setNow('2026-03-07T08:00:00Z')

  await tend()

  expect(await subjectsTo(withTeams.accepted)).toEqual([[]])
})

it('lets lapse what was not confirmed in time, and moves up as many, in two processes at once', async () => {
  const { season, call, accepted, waiting } = await answeredCall({ accepted: 3, waiting: 5 })
  await accepted[0]!.holder.post(`/api/v1/submissions/${accepted[0]!.id}/confirm`).expect(200)
  t.setNow(by.toISOString())
  await tend()
  expect(await statusesOf(call.id, accepted)).toEqual(['confirmed', 'accepted', 'accepted'])

  t.setNow('2026-03-09T23:00:00.000Z')
  const second = await startSecondApp(t)
  await Promise.all([
    tend(),
    tendConfirmations(second.deps, hasTeams),
    tend(),
    tendConfirmations(second.deps, hasTeams),
  ])
  await second.stop()

  expect(await statusesOf(call.id, accepted)).toEqual(['confirmed', 'lapsed', 'lapsed'])
  expect(await statusesOf(call.id, waiting)).toEqual(['accepted', 'accepted', 'waitlisted', 'waitlisted', 'waitlisted'])
  expect((await subjectsTo(waiting)).map((all) => all.length)).toEqual([1, 1, 0, 0, 0])
  expect((await subjectsTo(accepted)).map((all) => all.filter((one) => one.startsWith('La place')))).toEqual([
    [],
    [`La place n’est plus réservée : ${season.name}`],
    [`La place n’est plus réservée : ${season.name}`],
  ])
  await tend()
  expect(await statusesOf(call.id, waiting)).toEqual(['accepted', 'accepted', 'waitlisted', 'waitlisted', 'waitlisted'])
})

it('is confirmed, turned down or lapsed, never two of them, and a place is given once', async () => {
  const { call, accepted, waiting } = await answeredCall({ accepted: 4, waiting: 6 })
  t.setNow('2026-03-09T22:59:59.999Z')
  const asked = accepted.map(({ holder, id }) =>
    Promise.all([
      holder.post(`/api/v1/submissions/${id}/confirm`),
      holder.post(`/api/v1/submissions/${id}/turn-down`).send({}),
      holder.post(`/api/v1/submissions/${id}/withdraw`),
    ]),
  )
  const answers = await Promise.all(asked)

  const won = answers.map((three) => three.filter(({ status }) => status === 200).length)
  const now = await statusesOf(call.id, accepted)
  const freed = now.filter((status) => status !== 'confirmed').length
  // A withdrawal may follow a confirmation only with a reason, so one of the three holds.
  expect(won).toEqual([1, 1, 1, 1])
  expect((await statusesOf(call.id, waiting)).filter((status) => status === 'accepted')).toHaveLength(freed)
})

it('goes on with other calls where one fails, and says so', async () => {
  const one = await answeredCall({ accepted: 1, waiting: 0 })
  t.setNow('2026-03-10T09:00:00Z')
  const failing = { ...t.deps, jobs: { ...t.deps.jobs, sendAll: () => Promise.reject(new Error('no queue')) } }

  await expect(tendConfirmations(failing, hasTeams)).rejects.toThrow('failed')
  expect(await statusesOf(one.call.id, one.accepted)).toEqual(['accepted'])
  await tend()
  expect(await statusesOf(one.call.id, one.accepted)).toEqual(['lapsed'])
})
