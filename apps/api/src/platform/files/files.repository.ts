import { eq, inArray } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'
import { files } from './files.table.ts'

export type StoredFile = typeof files.$inferSelect

export async function insertFile(db: Db, file: typeof files.$inferInsert): Promise<StoredFile> {
  const [row] = await db.insert(files).values(file).returning()
  return row!
}

export async function findFile(db: Db, id: string): Promise<StoredFile | undefined> {
  const [row] = await db.select().from(files).where(eq(files.id, id))
  return row
}

export async function deleteFiles(db: Db, ids: readonly string[]): Promise<{ key: string }[]> {
  if (ids.length === 0) return []
  return db.delete(files).where(inArray(files.id, ids)).returning({ key: files.key })
}

export async function findKnownKeys(db: Db, keys: readonly string[]): Promise<Set<string>> {
  const rows = await db.select({ key: files.key }).from(files).where(inArray(files.key, keys))
  return new Set(rows.map(({ key }) => key))
}
