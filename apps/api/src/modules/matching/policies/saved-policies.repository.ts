import { and, count, eq, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { policyOf, type StoredPolicy } from './policy.rules.ts'
import { matchingPolicies } from './saved-policies.table.ts'

type Row = typeof matchingPolicies.$inferSelect
const read = (row: Row) => ({ ...row, policy: policyOf(row.policy) })
export type Saved = ReturnType<typeof read>

const byName: ListOrder = { by: matchingPolicies.name, id: matchingPolicies.id, direction: 'asc' }

export async function listPolicies(db: Db, seasonId: string, page: PageOf) {
  const rows = await db
    .select()
    .from(matchingPolicies)
    .where(and(eq(matchingPolicies.seasonId, seasonId), afterCursor(byName, page)))
    .orderBy(...inOrder(byName))
    .limit(page.limit + 1)
  return pageOf(rows.map(read), page, (row) => [row.name, row.id])
}

export async function findPolicy(db: Db, id: string): Promise<Saved | undefined> {
  const [row] = await db.select().from(matchingPolicies).where(eq(matchingPolicies.id, id))
  return row && read(row)
}

export async function countPolicies(db: Db, seasonId: string): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(matchingPolicies)
    .where(eq(matchingPolicies.seasonId, seasonId))
  return row!.total
}

interface Draft {
  name: string
  policy: StoredPolicy
}

export async function insertPolicy(db: Db, seasonId: string, draft: Draft): Promise<Saved> {
  const [row] = await db
    .insert(matchingPolicies)
    .values({ seasonId, ...draft })
    .returning()
  return read(row!)
}

/** Nothing where someone changed or removed it since this version was read. */
export async function updatePolicy(db: Db, id: string, version: number, change: Draft): Promise<Saved | undefined> {
  const [row] = await db
    .update(matchingPolicies)
    .set({ ...change, version: sql`${matchingPolicies.version} + 1` })
    .where(and(eq(matchingPolicies.id, id), eq(matchingPolicies.version, version)))
    .returning()
  return row && read(row)
}

export async function deletePolicy(db: Db, id: string): Promise<void> {
  await db.delete(matchingPolicies).where(eq(matchingPolicies.id, id))
}
