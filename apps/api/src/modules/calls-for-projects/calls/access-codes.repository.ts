import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { callAccessCodes, callCodeUses, callExtensions } from './late-rights.table.ts'

export type AccessCode = typeof callAccessCodes.$inferSelect

export async function insertCode(db: Db, draft: typeof callAccessCodes.$inferInsert): Promise<AccessCode> {
  const [code] = await db.insert(callAccessCodes).values(draft).returning()
  return code!
}

export async function findCode(db: Db, callId: string, code: string): Promise<AccessCode | undefined> {
  const [found] = await db
    .select()
    .from(callAccessCodes)
    .where(and(eq(callAccessCodes.callId, callId), eq(callAccessCodes.code, code)))
  return found
}

const newestCode: ListOrder = { by: callAccessCodes.createdAt, id: callAccessCodes.id, direction: 'desc' }

export async function listCodes(db: Db, callId: string, page: PageOf) {
  const rows = await db
    .select()
    .from(callAccessCodes)
    .where(and(eq(callAccessCodes.callId, callId), afterCursor(newestCode, page)))
    .orderBy(...inOrder(newestCode))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.createdAt, row.id])
}

/** Gives the person what the code opens, unless they have as much already: then nothing is taken from the code. */
export async function giveByCode(db: Db, use: typeof callCodeUses.$inferInsert): Promise<boolean> {
  const given = await db
    .insert(callCodeUses)
    .values(use)
    .onConflictDoUpdate({
      target: [callCodeUses.callId, callCodeUses.personId],
      set: { codeId: use.codeId, until: use.until, createdAt: use.createdAt ?? sql`now()` },
      setWhere: lt(callCodeUses.until, use.until),
    })
    .returning({ codeId: callCodeUses.codeId })
  return given.length > 0
}

/** Counts one more use while there is one left: of many at once, only so many find it so. */
export async function countUse(db: Db, id: string): Promise<boolean> {
  const counted = await db
    .update(callAccessCodes)
    .set({ used: sql`${callAccessCodes.used} + 1` })
    .where(
      and(eq(callAccessCodes.id, id), lt(callAccessCodes.used, callAccessCodes.uses), isNull(callAccessCodes.endedAt)),
    )
    .returning({ id: callAccessCodes.id })
  return counted.length > 0
}

/** Nobody uses it any more, and what it opened to others closes. */
export async function endCode(db: Db, callId: string, id: string, now: Date): Promise<AccessCode | undefined> {
  const [code] = await db
    .update(callAccessCodes)
    .set({ endedAt: sql`coalesce(${callAccessCodes.endedAt}, ${now.toISOString()}::timestamptz)` })
    .where(and(eq(callAccessCodes.id, id), eq(callAccessCodes.callId, callId)))
    .returning()
  if (code) await db.delete(callCodeUses).where(eq(callCodeUses.codeId, id))
  return code
}

export async function giveExtension(db: Db, draft: typeof callExtensions.$inferInsert) {
  const { until, note, createdAt } = draft
  const [extension] = await db
    .insert(callExtensions)
    .values(draft)
    .onConflictDoUpdate({
      target: [callExtensions.callId, callExtensions.email],
      set: { until, note, createdAt },
    })
    .returning()
  return extension!
}

export async function deleteExtension(db: Db, callId: string, id: string): Promise<boolean> {
  const deleted = await db
    .delete(callExtensions)
    .where(and(eq(callExtensions.id, id), eq(callExtensions.callId, callId)))
    .returning({ id: callExtensions.id })
  return deleted.length > 0
}

const newestExtension: ListOrder = { by: callExtensions.createdAt, id: callExtensions.id, direction: 'desc' }

export async function listExtensions(db: Db, callId: string, page: PageOf) {
  const rows = await db
    .select()
    .from(callExtensions)
    .where(and(eq(callExtensions.callId, callId), afterCursor(newestExtension, page)))
    .orderBy(...inOrder(newestExtension))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.createdAt, row.id])
}
