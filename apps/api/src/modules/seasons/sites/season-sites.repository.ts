import { and, asc, count, eq, isNull, notInArray, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { seasonSessions, sessionSites } from '../sessions/season-sessions.table.ts'
import { seasonSites } from './season-sites.table.ts'

export type SeasonSite = typeof seasonSites.$inferSelect

/** Every site of a season, in the order in which they were added. There are a dozen at most. */
export async function findSeasonSites(db: Db, seasonId: string): Promise<SeasonSite[]> {
  return db
    .select()
    .from(seasonSites)
    .where(eq(seasonSites.seasonId, seasonId))
    .orderBy(asc(seasonSites.createdAt), asc(seasonSites.id))
}

export async function findSeasonSite(db: Db, seasonId: string, id: string): Promise<SeasonSite | undefined> {
  const [site] = await db
    .select()
    .from(seasonSites)
    .where(and(eq(seasonSites.seasonId, seasonId), eq(seasonSites.id, id)))
  return site
}

export async function insertSeasonSite(db: Db, draft: typeof seasonSites.$inferInsert): Promise<SeasonSite> {
  const [site] = await db.insert(seasonSites).values(draft).returning()
  return site!
}

export async function updateSeasonSite(
  db: Db,
  id: string,
  change: Partial<typeof seasonSites.$inferInsert>,
): Promise<SeasonSite> {
  const [site] = await db
    .update(seasonSites)
    .set({ ...change, version: sql`${seasonSites.version} + 1` })
    .where(eq(seasonSites.id, id))
    .returning()
  return site!
}

export async function deleteSeasonSite(db: Db, id: string): Promise<void> {
  await db.delete(seasonSites).where(eq(seasonSites.id, id))
}

/** What would be left without a place if this site went: sessions that are held there, people who chose it. */
export async function countOnSite(db: Db, siteId: string): Promise<{ sessions: number; people: number }> {
  const sessions = db
    .select({ total: count() })
    .from(sessionSites)
    .innerJoin(seasonSessions, eq(seasonSessions.id, sessionSites.sessionId))
    .where(and(eq(sessionSites.siteId, siteId), isNull(seasonSessions.cancelledAt)))
  const people = db
    .select({ total: count() })
    .from(enrolments)
    .where(and(eq(enrolments.siteId, siteId), notInArray(enrolments.status, ['withdrawn', 'lapsed'])))
  return { sessions: (await sessions)[0]?.total ?? 0, people: (await people)[0]?.total ?? 0 }
}
