import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { useTestApp } from '../../../test/harness.ts'
import type { Db } from './connection.ts'
import { takeItsTime } from './migrate.ts'

const t = useTestApp()

const patience = async (db: Db) => {
  const names = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']
  const { rows } = await db.execute<{ setting: string }>(
    sql`select current_setting(name) as setting from unnest(${sql.param(names)}::text[]) as name`,
  )
  return rows.map(({ setting }) => setting)
}

it('lets a migration, and whoever waits for it, take longer than a request may', async () => {
  const [during, after] = await t.db.transaction(async (tx) => {
    const before = await patience(tx)
    await takeItsTime(tx)
    return [await patience(tx), before]
  })

  expect(during).toEqual(['0', '0', '0'])
  expect(await patience(t.db)).toEqual(after)
  expect(after).toEqual(['30s', '15s', '1min'])
})
