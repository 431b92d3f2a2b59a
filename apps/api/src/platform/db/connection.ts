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

interface PoolOptions {
  /** Connections at once. */
  max?: number
  /** How long one waits for a connection, be it because the others are in use. */
  connectsWithinMs?: number
}

export function connect(databaseUrl: string, { max = 15, connectsWithinMs = 8_000 }: PoolOptions = {}): Connection {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    application_name: 'essor',
    // A server that takes connections and then says nothing is as good as away.
    connectionTimeoutMillis: connectsWithinMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // A statement that waits for ever would hold a request, and the pool, for ever.
    options: '-c statement_timeout=30000 -c lock_timeout=15000 -c idle_in_transaction_session_timeout=60000',
  })
  // A connection may be cut by the server, idle or in the middle of a transaction; the pool replaces it, the query fails.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => void client.on('error', () => undefined))
  return { db: drizzle(pool, { casing: 'snake_case' }), pool, close: () => pool.end() }
}
