import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import pg from 'pg'

/** A connection or a transaction alike. */
export type Db = PgDatabase<NodePgQueryResultHKT>

export interface Connection {
  db: Db
  pool: pg.Pool
  close(): Promise<void>
}

export function connect(databaseUrl: string, options: { max?: number } = {}): Connection {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: options.max ?? 15,
    application_name: 'essor',
    // A statement that waits for ever would hold a request, and the pool, for ever.
    options: '-c statement_timeout=30000 -c lock_timeout=15000 -c idle_in_transaction_session_timeout=60000',
  })
  // An idle connection may be cut by the server; the pool replaces it.
  pool.on('error', () => undefined)
  return { db: drizzle(pool, { casing: 'snake_case' }), pool, close: () => pool.end() }
}
