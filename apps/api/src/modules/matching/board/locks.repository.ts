import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { matchingLocks } from './locks.table.ts'

export interface Lock {
  personId: string
  projectId: string
}

export async function listLocks(db: Db, seasonId: string): Promise<Lock[]> {
  return db
    .select({ personId: matchingLocks.personId, projectId: matchingLocks.projectId })
    .from(matchingLocks)
    .where(eq(matchingLocks.seasonId, seasonId))
    .orderBy(asc(matchingLocks.createdAt), asc(matchingLocks.personId))
}

export async function keepLock(db: Db, seasonId: string, { personId, projectId }: Lock): Promise<void> {
  await db
    .insert(matchingLocks)
    .values({ seasonId, personId, projectId })
    .onConflictDoUpdate({ target: [matchingLocks.seasonId, matchingLocks.personId], set: { projectId } })
}

export async function dropLock(db: Db, seasonId: string, personId: string): Promise<boolean> {
  const dropped = await db
    .delete(matchingLocks)
    .where(and(eq(matchingLocks.seasonId, seasonId), eq(matchingLocks.personId, personId)))
    .returning({ personId: matchingLocks.personId })
  return dropped.length === 1
}
