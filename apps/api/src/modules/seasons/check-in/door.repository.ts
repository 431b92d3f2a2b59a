import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { seasons } from '../seasons.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'

const doorPerson = {
  enrolmentId: enrolments.id,
  personName: people.name,
  category: enrolments.category,
  siteName: seasonSites.name,
  status: enrolments.status,
  code: enrolments.ticketCode,
  checkedInAt: sql<Date | null>`case when ${enrolments.status} = 'checked_in' then ${enrolments.statusAt} end`.mapWith(
    enrolments.statusAt,
  ),
}

export async function findDoorPerson(db: Db, enrolmentId: string) {
  const [person] = await db
    .select(doorPerson)
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .leftJoin(seasonSites, eq(seasonSites.id, enrolments.siteId))
    .where(eq(enrolments.id, enrolmentId))
  return person
}

const byName: ListOrder = { by: people.name, id: enrolments.id, direction: 'asc' }

/** Everybody enrolled, whatever has become of it: the door must know who waits or has withdrawn. */
export async function listDoorPeople(db: Db, seasonId: string, page: PageOf) {
  const rows = await db
    .select(doorPerson)
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .leftJoin(seasonSites, eq(seasonSites.id, enrolments.siteId))
    .where(and(eq(enrolments.seasonId, seasonId), afterCursor(byName, page)))
    .orderBy(...inOrder(byName))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.personName, row.enrolmentId])
}

/** Holds the row, so that two doors never check in one person at once. */
export async function lockByCode(db: Db, seasonId: string, code: string) {
  const [enrolment] = await db
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.seasonId, seasonId), eq(enrolments.ticketCode, code)))
    .for('update')
  return enrolment
}

export async function lockInSeason(db: Db, seasonId: string, enrolmentId: string) {
  const [enrolment] = await db
    .select()
    .from(enrolments)
    .where(and(eq(enrolments.seasonId, seasonId), eq(enrolments.id, enrolmentId)))
    .for('update')
  return enrolment
}

export async function findTicket(db: Db, enrolmentId: string) {
  const [ticket] = await db
    .select({
      enrolmentId: enrolments.id,
      code: enrolments.ticketCode,
      status: enrolments.status,
      personName: people.name,
      siteName: seasonSites.name,
      seasonName: seasons.name,
      seasonSlug: seasons.slug,
      startsOn: seasons.startsOn,
      endsOn: seasons.endsOn,
      place: seasons.place,
    })
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .innerJoin(seasons, eq(seasons.id, enrolments.seasonId))
    .leftJoin(seasonSites, eq(seasonSites.id, enrolments.siteId))
    .where(eq(enrolments.id, enrolmentId))
  return ticket
}
