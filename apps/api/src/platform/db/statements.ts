import { sql } from 'drizzle-orm'
import { fromDrizzle } from 'pg-boss'
import type { Db } from './connection.ts'

/** Lets pg-boss write in the caller's transaction. */
export const asJobDatabase = (db: Db) => fromDrizzle(db, sql)

/** Heard by every process that listens, once the caller's transaction commits. */
export async function notify(db: Db, channel: string, payloads: readonly string[]): Promise<void> {
  await db.execute(
    sql`select pg_notify(${channel}, payload) from jsonb_array_elements_text(${JSON.stringify(payloads)}::jsonb) as payload`,
  )
}

export async function answers(db: Db): Promise<boolean> {
  try {
    await db.execute(sql`select 1`)
    return true
  } catch {
    return false
  }
}
