import { like, sql } from 'drizzle-orm'
import { expect, it, onTestFinished, vi } from 'vitest'
import { useTestApp } from '../../../test/harness.ts'
import { startJobs } from '../jobs/jobs.ts'
import { addressOfNobody } from './addresses.ts'
import { deliverMails, sendMails } from './mail.ts'
import { mails } from './mails.table.ts'

const t = useTestApp()

const mailsOf = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    to: `${name}${index}@example.org`,
    subject: `Pour ${index}`,
    text: 'Bonjour',
  }))

const queuedFor = (name: string) =>
  t.db
    .select({ id: mails.id, to: mails.toAddress, subject: mails.subject, status: mails.status })
    .from(mails)
    .where(like(mails.toAddress, `${name}%`))

/** The mails that wait for a worker, each as often as it would be delivered. */
async function jobsOf(ids: readonly string[]): Promise<string[]> {
  const { rows } = await t.db.execute<{ id: string }>(
    sql`select data->>'mailId' as id from pgboss.job where name = 'mail.deliver'`,
  )
  return rows.map(({ id }) => id).filter((id) => ids.includes(id))
}

it('delivers a whole queue in one go, without a pause after each', async () => {
  await sendMails(t.deps, mailsOf('file', 60))
  const jobs = await startJobs({ databaseUrl: t.databaseUrl, working: true, onError: () => undefined })
  onTestFinished(() => jobs.stop())

  await deliverMails(t.deps, jobs, { smtpUrl: undefined, from: 'essor@example.org' })

  await vi.waitFor(async () => expect((await queuedFor('file')).every(({ status }) => status === 'kept')).toBe(true), {
    timeout: 60_000,
    interval: 200,
  })
})

it('queues many mails, each once and to be delivered on its own', async () => {
  await sendMails(t.deps, mailsOf('beaucoup', 1_203))

  const rows = await queuedFor('beaucoup')
  const ids = rows.map(({ id }) => id)
  expect(rows.map(({ to, subject }) => [to, subject]).toSorted()).toEqual(
    mailsOf('beaucoup', 1_203)
      .map(({ to, subject }) => [to, subject])
      .toSorted(),
  )
  expect((await jobsOf(ids)).toSorted()).toEqual(ids.toSorted())
})

it('sends nothing when what it tells of did not happen', async () => {
  const failing = t.db.transaction(async (tx) => {
    await sendMails({ ...t.deps, db: tx }, mailsOf('jamais', 3))
    throw new Error('This change was given up.')
  })

  await expect(failing).rejects.toThrow('This change was given up.')
  expect(await queuedFor('jamais')).toEqual([])
})

it('sends nothing to someone who has no address', async () => {
  const [nobody, somebody] = [addressOfNobody(), 'quelquun@example.org']

  await sendMails(
    t.deps,
    [nobody, somebody].map((to) => ({ to, subject: 'Pour vous', text: 'Bonjour' })),
  )

  expect([await t.mailsTo(nobody), await t.mailsTo(somebody)]).toEqual([
    [],
    [{ subject: 'Pour vous', text: 'Bonjour' }],
  ])
})

it('has nothing to do without mails', async () => {
  await sendMails(t.deps, [])

  expect(await queuedFor('personne-a-qui')).toEqual([])
})
