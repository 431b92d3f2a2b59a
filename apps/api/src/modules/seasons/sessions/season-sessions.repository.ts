import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { placed, type PlacedSpan } from '../timeline/placed-spans.repository.ts'
import { seasonSessions } from './season-sessions.table.ts'

export type SeasonSession = typeof seasonSessions.$inferSelect

export async function insertSessions(db: Db, rows: (typeof seasonSessions.$inferInsert)[]): Promise<SeasonSession[]> {
  return db.insert(seasonSessions).values(rows).returning()
}

export async function updateSession(
  db: Db,
  seasonId: string,
  id: string,
  change: Partial<Omit<SeasonSession, 'id' | 'seasonId'>>,
): Promise<SeasonSession | undefined> {
  const [session] = await db
    .update(seasonSessions)
    .set(change)
    .where(and(eq(seasonSessions.seasonId, seasonId), eq(seasonSessions.id, id)))
    .returning()
  return session
}

export async function deleteSession(db: Db, seasonId: string, id: string): Promise<boolean> {
  const gone = await db
    .delete(seasonSessions)
    .where(and(eq(seasonSessions.seasonId, seasonId), eq(seasonSessions.id, id)))
    .returning({ id: seasonSessions.id })
  return gone.length === 1
}

/** In the order in which they happen. A season has a few dozen at most. */
export async function findSessions(db: Db, seasonId: string): Promise<SeasonSession[]> {
  return db
    .select()
    .from(seasonSessions)
    .where(eq(seasonSessions.seasonId, seasonId))
    .orderBy(asc(seasonSessions.startsAt), asc(seasonSessions.id))
}

/** Puts any number of sessions elsewhere, in one statement; calendar programs take it over. */
export async function placeSessions(db: Db, spans: readonly PlacedSpan[], at: Date): Promise<void> {
  await db.execute(sql`
    update season_sessions
    set starts_at = placed.starts_at, ends_at = placed.ends_at, version = version + 1, changed_at = ${at.toISOString()}
    from ${placed(spans)} where season_sessions.id = placed.id`)
}
