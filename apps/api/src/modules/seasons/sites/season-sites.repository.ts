import { asc, eq } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
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
