import { onTestFinished } from 'vitest'
import { connect } from '../src/platform/db/connection.ts'
import type { TestApp } from './harness.ts'

/** An app that tells which statements it sent. */
export async function listening(t: Pick<TestApp, 'appWith' | 'databaseUrl'>) {
  const connection = connect(t.databaseUrl, { max: 4 })
  onTestFinished(() => connection.close())
  const statements: string[] = []
  const { pool } = connection
  const query = pool.query.bind(pool) as (...args: unknown[]) => unknown
  pool.query = ((...args: unknown[]) => {
    const [asked] = args
    statements.push(typeof asked === 'string' ? asked : (asked as { text: string }).text)
    return query(...args)
  }) as typeof pool.query
  return { statements, app: await t.appWith({ deps: { db: connection.db } }) }
}
