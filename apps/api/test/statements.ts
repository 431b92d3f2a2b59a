import pg from 'pg'
import { vi } from 'vitest'

/** How many statements the app sends to PostgreSQL while this runs. */
export async function countStatements(run: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await run()
    return query.mock.calls.length
  } finally {
    query.mockRestore()
  }
}
