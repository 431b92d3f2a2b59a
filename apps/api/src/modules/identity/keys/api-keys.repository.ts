import { and, asc, count, eq, gt, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { people } from '../people.table.ts'
import { apiKeys } from './api-keys.table.ts'

export type ApiKeyRow = typeof apiKeys.$inferSelect

/** Whoever makes keys for one person at once waits here, so that they are counted rightly. */
export async function lockPerson(db: Db, personId: string): Promise<{ email: string } | undefined> {
  const [person] = await db.select({ email: people.email }).from(people).where(eq(people.id, personId)).for('update')
  return person
}

export async function countKeys(db: Db, personId: string): Promise<number> {
  const [row] = await db.select({ keys: count() }).from(apiKeys).where(eq(apiKeys.personId, personId))
  return row!.keys
}

export async function insertKey(db: Db, key: typeof apiKeys.$inferInsert): Promise<ApiKeyRow> {
  const [row] = await db.insert(apiKeys).values(key).returning()
  return row!
}

export const listKeys = (db: Db, personId: string): Promise<ApiKeyRow[]> =>
  db.select().from(apiKeys).where(eq(apiKeys.personId, personId)).orderBy(asc(apiKeys.createdAt), asc(apiKeys.id))

/** False where the person has no such key. */
export async function deleteKey(db: Db, personId: string, id: string): Promise<boolean> {
  const gone = await db
    .delete(apiKeys)
    .where(and(eq(apiKeys.id, id), eq(apiKeys.personId, personId)))
    .returning({ id: apiKeys.id })
  return gone.length === 1
}

export async function findKeyInForce(db: Db, keyHash: string, now: Date): Promise<ApiKeyRow | undefined> {
  const [key] = await db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.keyHash, keyHash), gt(apiKeys.expiresAt, now)))
  return key
}

export async function noteUse(db: Db, id: string, day: string): Promise<void> {
  await db
    .update(apiKeys)
    .set({ lastUsedOn: day })
    .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedOn), lt(apiKeys.lastUsedOn, day))))
}

export async function deleteKeysOver(db: Db, before: Date): Promise<void> {
  await db.delete(apiKeys).where(lt(apiKeys.expiresAt, before))
}
