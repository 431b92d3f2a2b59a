import { and, asc, eq, exists, inArray, ne, or, sql } from 'drizzle-orm'
import type { PromiseStatus } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { givenTimes, timePromises } from './promises.table.ts'

export interface TimeSums {
  promisedMinutes: number
  followUpMinutes: number
  confirmedMinutes: number
  unconfirmedMinutes: number
}

export const noTime: TimeSums = { promisedMinutes: 0, followUpMinutes: 0, confirmedMinutes: 0, unconfirmedMinutes: 0 }

const minutesWhere = (minutes: typeof timePromises.minutes | typeof givenTimes.minutes, test: ReturnType<typeof sql>) =>
  sql`coalesce(sum(${minutes}) filter (where ${test}), 0)::bigint`.mapWith(Number)

const promised = {
  promisedMinutes: minutesWhere(timePromises.minutes, sql`${timePromises.period} = 'season'`),
  followUpMinutes: minutesWhere(timePromises.minutes, sql`${timePromises.period} = 'follow_up'`),
}
const given = {
  confirmedMinutes: minutesWhere(givenTimes.minutes, sql`${givenTimes.status} = 'confirmed'`),
  unconfirmedMinutes: minutesWhere(givenTimes.minutes, sql`${givenTimes.status} = 'to_confirm'`),
}
const kept = ne(timePromises.status, 'withdrawn')

/** What these people promised and gave, added up for each person of each season; in two statements. */
export async function sumTimes(
  db: Db,
  seasonIds: readonly string[],
  personIds: readonly string[],
): Promise<(seasonId: string, personId: string) => TimeSums> {
  const [inSeasons, ofPeople] = [[...seasonIds], [...personIds]]
  const promises = await db
    .select({ seasonId: timePromises.seasonId, personId: timePromises.personId, ...promised })
    .from(timePromises)
    .where(and(inArray(timePromises.seasonId, inSeasons), inArray(timePromises.personId, ofPeople), kept))
    .groupBy(timePromises.seasonId, timePromises.personId)
  const times = await db
    .select({ seasonId: givenTimes.seasonId, personId: givenTimes.personId, ...given })
    .from(givenTimes)
    .where(and(inArray(givenTimes.seasonId, inSeasons), inArray(givenTimes.personId, ofPeople)))
    .groupBy(givenTimes.seasonId, givenTimes.personId)
  const sums = new Map<string, TimeSums>()
  for (const { seasonId, personId, ...row } of [...promises, ...times]) {
    const key = `${seasonId} ${personId}`
    sums.set(key, { ...(sums.get(key) ?? noTime), ...row })
  }
  return (seasonId, personId) => sums.get(`${seasonId} ${personId}`) ?? noTime
}

/** The same for a whole season. */
export async function sumSeason(db: Db, seasonId: string): Promise<TimeSums> {
  const [promises] = await db
    .select(promised)
    .from(timePromises)
    .where(and(eq(timePromises.seasonId, seasonId), kept))
  const [times] = await db.select(given).from(givenTimes).where(eq(givenTimes.seasonId, seasonId))
  return { ...promises!, ...times! }
}

/** How many people promised, and how they answered at the end. */
export async function countPromisers(db: Db, seasonId: string) {
  const having = (status: PromiseStatus) =>
    sql<number>`count(distinct ${timePromises.personId}) filter (where ${timePromises.status} = ${status})::int`
  const [row] = await db
    .select({
      people: sql<number>`count(distinct ${timePromises.personId})::int`,
      renewals: having('renewed'),
      released: having('released'),
      waiting: having('asked'),
    })
    .from(timePromises)
    .where(and(eq(timePromises.seasonId, seasonId), eq(timePromises.period, 'season'), kept))
  return row!
}

/** What was promised for each week, a promise being spread evenly over its days; weeks begin on Monday. */
export async function promisedByWeek(db: Db, seasonId: string): Promise<{ week: string; minutes: number }[]> {
  const { startsOn, endsOn, minutes } = timePromises
  const { rows } = await db.execute<{ week: string; minutes: string }>(sql`
    select week::date::text as week,
      round(sum(${minutes}::numeric * (least(${endsOn}, week::date + 6) - greatest(${startsOn}, week::date) + 1)
        / (${endsOn} - ${startsOn} + 1)))::bigint as minutes
    from ${timePromises},
      generate_series(date_trunc('week', ${startsOn}::timestamp), ${endsOn}::timestamp, interval '7 days') as week
    where ${timePromises.seasonId} = ${seasonId} and ${timePromises.status} <> 'withdrawn'
    group by week order by week`)
  return rows.map((row) => ({ week: row.week, minutes: Number(row.minutes) }))
}

export async function givenByWeek(db: Db, seasonId: string) {
  const week = sql<string>`date_trunc('week', ${givenTimes.day}::timestamp)::date::text`
  return db
    .select({ week, confirmed: given.confirmedMinutes, unconfirmed: given.unconfirmedMinutes })
    .from(givenTimes)
    .where(and(eq(givenTimes.seasonId, seasonId), ne(givenTimes.status, 'contested')))
    .groupBy(week)
    .orderBy(asc(week))
}

const byName: ListOrder = { by: people.name, id: people.id, direction: 'asc' }

/** The people of a season who promised or gave something, by name. */
export async function listPromisers(db: Db, seasonId: string, filter: PageOf & { status?: PromiseStatus | undefined }) {
  const promise = db
    .select()
    .from(timePromises)
    .where(
      and(
        eq(timePromises.seasonId, seasonId),
        eq(timePromises.personId, people.id),
        filter.status ? eq(timePromises.status, filter.status) : kept,
      ),
    )
  const time = db
    .select()
    .from(givenTimes)
    .where(and(eq(givenTimes.seasonId, seasonId), eq(givenTimes.personId, people.id)))
  const rows = await db
    .select({ personId: people.id, personName: people.name })
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .where(
      and(
        eq(enrolments.seasonId, seasonId),
        filter.status ? exists(promise) : or(exists(promise), exists(time)),
        afterCursor(byName, filter),
      ),
    )
    .orderBy(...inOrder(byName))
    .limit(filter.limit + 1)
  return pageOf(rows, filter, (row) => [row.personName, row.personId])
}
