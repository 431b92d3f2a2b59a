import { and, count, eq, gt, ilike, inArray, lte, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { EnrolmentStatus, PersonCategory } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { enrolments } from './enrolments.table.ts'
import { seasons } from '../seasons.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'

export type Enrolment = typeof enrolments.$inferSelect

const inOrderOfArrival: ListOrder = { by: enrolments.arrival, id: enrolments.id, direction: 'asc' }

/** The order of arrival is never read and then written: `nextArrival` gives it. */
type NewEnrolment = Omit<typeof enrolments.$inferInsert, 'arrival'> & { arrival: SQL<number> }

/** Undefined when the person is enrolled already. */
export async function insertEnrolment(db: Db, draft: NewEnrolment): Promise<Enrolment | undefined> {
  const [enrolment] = await db.insert(enrolments).values(draft).onConflictDoNothing().returning()
  return enrolment
}

export async function findEnrolment(db: Db, seasonId: string, personId: string): Promise<Enrolment | undefined> {
  const [enrolment] = await db
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.seasonId, seasonId), eq(enrolments.personId, personId)))
  return enrolment
}

export async function findEnrolmentById(db: Db, id: string): Promise<Enrolment | undefined> {
  const [enrolment] = await db.select().from(enrolments).where(eq(enrolments.id, id))
  return enrolment
}

export async function lockEnrolment(db: Db, id: string): Promise<Enrolment | undefined> {
  const [enrolment] = await db.select().from(enrolments).where(eq(enrolments.id, id)).for('update')
  return enrolment
}

export async function updateEnrolment(db: Db, id: string, change: Partial<NewEnrolment>): Promise<Enrolment> {
  const [enrolment] = await db.update(enrolments).set(change).where(eq(enrolments.id, id)).returning()
  return enrolment!
}

/** Those of these that are in this season, in order of arrival. */
export async function lockEnrolments(db: Db, seasonId: string, ids: readonly string[]): Promise<Enrolment[]> {
  return db
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.seasonId, seasonId), inArray(enrolments.id, [...ids])))
    .orderBy(...inOrder(inOrderOfArrival))
    .for('update')
}

export async function confirmAll(
  db: Db,
  ids: readonly string[],
  move: Pick<Enrolment, 'statusAt' | 'statusBy'>,
): Promise<void> {
  await db
    .update(enrolments)
    .set({ ...move, status: 'confirmed', offerEndsAt: null, offerRemindAt: null })
    .where(inArray(enrolments.id, [...ids]))
}

/** The end of the queue; given under the season's lock, so that no two people have the same. */
export const nextArrival = (seasonId: string): SQL<number> =>
  sql`(select coalesce(max(arrival), 0) + 1 from enrolments where season_id = ${seasonId})`

/** Where someone who waits stands in the list: 1 is next. */
export async function rankOf(
  db: Db,
  { seasonId, status, arrival }: Pick<Enrolment, 'seasonId' | 'status' | 'arrival'>,
): Promise<number | null> {
  if (status !== 'waiting') return null
  const [row] = await db
    .select({ rank: count() })
    .from(enrolments)
    .where(and(eq(enrolments.seasonId, seasonId), eq(enrolments.status, 'waiting'), lte(enrolments.arrival, arrival)))
  return row!.rank
}

export interface EnrolmentFilter {
  status?: EnrolmentStatus | undefined
  category?: PersonCategory | undefined
  siteId?: string | undefined
  name?: string | undefined
}

const anyPart = (typed: string): string => `%${typed.replace(/[\\%_]/g, '\\$&')}%`

export const enrolledAs = (seasonId: string, filter: EnrolmentFilter) =>
  and(
    eq(enrolments.seasonId, seasonId),
    filter.status ? eq(enrolments.status, filter.status) : undefined,
    filter.category ? eq(enrolments.category, filter.category) : undefined,
    filter.siteId ? eq(enrolments.siteId, filter.siteId) : undefined,
    filter.name ? ilike(people.name, anyPart(filter.name)) : undefined,
  )

export async function listEnrolments(db: Db, seasonId: string, filter: EnrolmentFilter & PageOf) {
  const mover = alias(people, 'mover')
  const ranks = db
    .select({
      id: enrolments.id,
      rank: sql<number>`(row_number() over (order by ${enrolments.arrival}))::int`.as('rank'),
    })
    .from(enrolments)
    .where(and(eq(enrolments.seasonId, seasonId), eq(enrolments.status, 'waiting')))
    .as('ranks')
  const rows = await db
    .select({
      enrolment: enrolments,
      personName: people.name,
      siteName: seasonSites.name,
      statusBy: mover.name,
      waitingRank: ranks.rank,
    })
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .leftJoin(seasonSites, eq(seasonSites.id, enrolments.siteId))
    .leftJoin(mover, eq(mover.id, enrolments.statusBy))
    .leftJoin(ranks, eq(ranks.id, enrolments.id))
    .where(and(enrolledAs(seasonId, filter), afterCursor(inOrderOfArrival, filter)))
    .orderBy(...inOrder(inOrderOfArrival))
    .limit(filter.limit + 1)
  return pageOf(
    rows.map(({ enrolment, ...named }) => ({ ...enrolment, ...named })),
    filter,
    (row) => [row.arrival, row.id],
  )
}

/** Everyone who comes, for forming teams. */
export async function listComing(db: Db, seasonId: string) {
  return db
    .select({
      personId: enrolments.personId,
      name: people.name,
      category: enrolments.category,
      origin: enrolments.origin,
      siteId: enrolments.siteId,
    })
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .where(and(eq(enrolments.seasonId, seasonId), inArray(enrolments.status, ['confirmed', 'checked_in'])))
    .orderBy(enrolments.createdAt, enrolments.id)
}

const latest: ListOrder = { by: enrolments.createdAt, id: enrolments.id, direction: 'desc' }

const ownRank = sql<number | null>`case when ${enrolments.status} = 'waiting' then (
  select count(*)::int from enrolments ahead
  where ahead.season_id = ${enrolments.seasonId} and ahead.status = 'waiting' and ahead.arrival <= ${enrolments.arrival}
) end`

/** The seasons someone is enrolled in, the latest first. */
export async function listOwnEnrolments(db: Db, personId: string, page: PageOf) {
  const rows = await db
    .select({
      enrolment: enrolments,
      season: {
        seasonName: seasons.name,
        seasonSlug: seasons.slug,
        seasonStatus: seasons.status,
        startsOn: seasons.startsOn,
        endsOn: seasons.endsOn,
        timeZone: seasons.timeZone,
        place: seasons.place,
        presence: seasons.presence,
        terminology: seasons.terminology,
      },
      siteName: seasonSites.name,
      waitingRank: ownRank,
    })
    .from(enrolments)
    .innerJoin(seasons, eq(seasons.id, enrolments.seasonId))
    .leftJoin(seasonSites, eq(seasonSites.id, enrolments.siteId))
    .where(and(eq(enrolments.personId, personId), afterCursor(latest, page)))
    .orderBy(...inOrder(latest))
    .limit(page.limit + 1)
  return pageOf(
    rows.map(({ enrolment, season, siteName, waitingRank }) => ({ ...enrolment, ...season, siteName, waitingRank })),
    page,
    (row) => [row.createdAt, row.id],
  )
}

/** How many people there are of each status and category, on each site. */
export async function countEnrolments(db: Db, seasonId: string) {
  const { status, category, siteId } = enrolments
  return db
    .select({ status, category, siteId, total: count() })
    .from(enrolments)
    .where(eq(enrolments.seasonId, seasonId))
    .groupBy(status, category, siteId)
}

/** How many people enrolled on each day of the season's zone, whatever became of them. */
export async function countArrivals(db: Db, season: { id: string; timeZone: string }) {
  const { rows } = await db.execute<{ day: string; people: number }>(sql`
    select (${enrolments.createdAt} at time zone ${season.timeZone})::date::text as day, count(*)::int as people
    from ${enrolments} where ${enrolments.seasonId} = ${season.id} group by day order by day`)
  return rows
}

/** The places that are held for someone until they answer. */
export async function listOpenOffers(db: Db, personId: string, now: Date) {
  return db
    .select({
      id: enrolments.id,
      seasonId: enrolments.seasonId,
      title: seasons.name,
      offerEndsAt: enrolments.offerEndsAt,
    })
    .from(enrolments)
    .innerJoin(seasons, and(eq(seasons.id, enrolments.seasonId), eq(seasons.status, 'published')))
    .where(and(eq(enrolments.personId, personId), eq(enrolments.status, 'offered'), gt(enrolments.offerEndsAt, now)))
    .orderBy(enrolments.offerEndsAt, enrolments.id)
}

/** How many offers nobody answered since that moment. */
export async function countLapsedSince(db: Db, seasonId: string, since: Date): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(enrolments)
    .where(and(eq(enrolments.seasonId, seasonId), eq(enrolments.status, 'lapsed'), gt(enrolments.statusAt, since)))
  return row!.total
}
