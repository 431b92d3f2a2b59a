import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Db } from './connection.ts'

const migrationsFolder = fileURLToPath(new URL('../../../migrations', import.meta.url))

export class NewerSchemaError extends Error {
  constructor() {
    super('The database was made by a newer version of Essor. Start that version, or restore an older backup.')
  }
}

/** Brings the schema up to date. Several processes may call it at once: one works, the others wait. */
export async function migrateDatabase(db: Db): Promise<void> {
  // The first project start has no migrations folder content only in a broken checkout: say so early.
  if (readdirSync(migrationsFolder).length === 0) throw new Error(`No migrations in ${migrationsFolder}.`)
  await db.transaction(async (tx) => {
    await takeItsTime(tx)
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('essor.migrate'))`)
    await refuseNewerSchema(tx)
    await migrate(tx as unknown as NodePgDatabase, { migrationsFolder })
  })
}

/** The patience that requests have is too short for building an index, and for whoever waits for another to have built it. */
export async function takeItsTime(tx: Db): Promise<void> {
  await tx.execute(
    sql`select set_config(name, '0', true) from unnest(array['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']) as name`,
  )
}

async function refuseNewerSchema(db: Db): Promise<void> {
  const known = readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis ?? 0
  const table = await db.execute<{ exists: string | null }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') as exists`,
  )
  if (!table.rows[0]?.exists) return
  const applied = await db.execute<{ newest: string | null }>(
    sql`select max(created_at) as newest from drizzle.__drizzle_migrations`,
  )
  if (Number(applied.rows[0]?.newest ?? 0) > known) throw new NewerSchemaError()
}
