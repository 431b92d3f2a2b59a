import { sql } from 'drizzle-orm'
import { expect, it, onTestFinished, vi } from 'vitest'
import { useTestApp } from '../../../test/harness.ts'
import { startJobs } from './jobs.ts'

const t = useTestApp()

it('tells of work on a schedule that failed, and keeps nothing of what it was about', async () => {
  const told: Error[] = []
  const jobs = await startJobs({ databaseUrl: t.databaseUrl, working: true, onError: (error) => told.push(error) })
  onTestFinished(() => jobs.stop())

  await jobs.schedule('housekeeping', '17 3 * * *', async () => {
    throw new Error('Failed query: insert into mails … params: camille@example.org')
  })
  await jobs.send(t.db, 'housekeeping', {})

  await vi.waitFor(() => expect(told).toHaveLength(1), { timeout: 20_000 })
  const kept = await vi.waitFor(
    async () => {
      const { rows } = await t.db.execute<{ output: unknown }>(
        sql`select output from pgboss.job where name = 'housekeeping' and output is not null`,
      )
      expect(rows).toHaveLength(1)
      return JSON.stringify(rows)
    },
    { timeout: 20_000 },
  )
  expect(told[0]!.message).toBe('A job of housekeeping failed; it is tried again later.')
  expect(kept).toContain('A job of housekeeping failed')
  expect(kept).not.toContain('camille@example.org')
})
