import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { placed, type PlacedSpan } from '../timeline/placed-spans.repository.ts'
import { seasonSessions, sessionSites } from './season-sessions.table.ts'

export type SeasonSession = typeof seasonSessions.$inferSelect

export async function insertSessions(db: Db, rows: (typeof seasonSessions.$inferInsert)[]): Promise<SeasonSession[]> {
  return db.insert(seasonSessions).values(rows).returning()
}

/** Each change is a new version, which calendar programs take over. */
export async function updateSession(
  db: Db,
  id: string,
  change: Partial<Omit<SeasonSession, 'id' | 'seasonId' | 'version'>> & { changedAt: Date },
): Promise<void> {
  await db
    .update(seasonSessions)
    .set({ ...change, version: sql`${seasonSessions.version} + 1` })
    .where(eq(seasonSessions.id, id))
}

/** In the order in which they happen, without those taken off. A season has a few dozen at most. */
export async function findSessions(db: Db, seasonId: string): Promise<SeasonSession[]> {
  return db
    .select()
    .from(seasonSessions)
    .where(and(eq(seasonSessions.seasonId, seasonId), isNull(seasonSessions.cancelledAt)))
    .orderBy(asc(seasonSessions.startsAt), asc(seasonSessions.id))
}

export async function findSession(db: Db, id: string): Promise<SeasonSession | undefined> {
  const [session] = await db.select().from(seasonSessions).where(eq(seasonSessions.id, id))
  return session
}

/** Holds a session until the transaction ends: its places are given one after the other. */
export async function lockSession(db: Db, id: string): Promise<SeasonSession | undefined> {
  const [session] = await db.select().from(seasonSessions).where(eq(seasonSessions.id, id)).for('update')
  return session
}

export async function replaceSessionSites(db: Db, sessionId: string, siteIds: readonly string[]): Promise<void> {
  await db.delete(sessionSites).where(eq(sessionSites.sessionId, sessionId))
  if (siteIds.length > 0) await db.insert(sessionSites).values(siteIds.map((siteId) => ({ sessionId, siteId })))
}

/** What is held on a site that is called or found otherwise now; calendar programs take it over. */
export async function renewSessionsOn(db: Db, siteId: string, at: Date): Promise<void> {
  const held = db.select({ id: sessionSites.sessionId }).from(sessionSites).where(eq(sessionSites.siteId, siteId))
  await db
    .update(seasonSessions)
    .set({ version: sql`${seasonSessions.version} + 1`, changedAt: at })
    .where(and(inArray(seasonSessions.id, held), isNull(seasonSessions.cancelledAt)))
}

/** Puts any number of sessions elsewhere, in one statement; calendar programs take it over. */
export async function placeSessions(db: Db, spans: readonly PlacedSpan[], at: Date): Promise<void> {
  await db.execute(sql`
    update season_sessions
    set starts_at = placed.starts_at, ends_at = placed.ends_at, version = version + 1, changed_at = ${at.toISOString()}
    from ${placed(spans)} where season_sessions.id = placed.id`)
}
