import { and, asc, count, eq, inArray, isNull, notInArray, or } from 'drizzle-orm'
import type { EnrolmentStatus, PersonCategory } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import type { Season } from '../seasons.repository.ts'
import { findSeasonSites } from '../sites/season-sites.repository.ts'
import { enrolments } from './enrolments.table.ts'
import { roomOf, type Held, type Room, type Wanted } from './places.rules.ts'

/** How many people of these states there are, by site and category. */
export async function countHeld(
  db: Db,
  seasonId: string,
  statuses: readonly EnrolmentStatus[],
): Promise<(Held & { status: EnrolmentStatus })[]> {
  return db
    .select({
      siteId: enrolments.siteId,
      category: enrolments.category,
      status: enrolments.status,
      total: count(),
    })
    .from(enrolments)
    .where(and(eq(enrolments.seasonId, seasonId), inArray(enrolments.status, [...statuses])))
    .groupBy(enrolments.siteId, enrolments.category, enrolments.status)
}

/** True for as long as the season is locked. */
export async function readRoom(
  db: Db,
  season: Pick<Season, 'id' | 'capacity' | 'categoryPlaces'>,
  statuses: readonly EnrolmentStatus[],
): Promise<Room> {
  const sites = await findSeasonSites(db, season.id)
  return roomOf({ ...season, sites }, await countHeld(db, season.id, statuses))
}

export type Waiting = Wanted & { id: string; personId: string }

/** The first of the waiting list who want none of what is full. */
export async function findWaiting(
  db: Db,
  seasonId: string,
  full: { siteIds: string[]; categories: PersonCategory[] },
  limit: number,
): Promise<Waiting[]> {
  return db
    .select({
      id: enrolments.id,
      personId: enrolments.personId,
      siteId: enrolments.siteId,
      category: enrolments.category,
    })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.seasonId, seasonId),
        eq(enrolments.status, 'waiting'),
        full.siteIds.length > 0
          ? or(isNull(enrolments.siteId), notInArray(enrolments.siteId, full.siteIds))
          : undefined,
        full.categories.length > 0 ? notInArray(enrolments.category, full.categories) : undefined,
      ),
    )
    .orderBy(asc(enrolments.arrival), asc(enrolments.id))
    .limit(limit)
}
