import { and, asc, eq, getTableColumns, gt, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { seasons } from '../seasons.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'
import { seasonSessions, sessionSites } from './season-sessions.table.ts'
import { sessionRegistrations } from './session-registrations.table.ts'

const own = alias(sessionRegistrations, 'own')

const sitesOf = sql`from ${sessionSites} join ${seasonSites} on ${seasonSites.id} = ${sessionSites.siteId}
  where ${sessionSites.sessionId} = ${seasonSessions.id} order by ${seasonSites.createdAt}, ${seasonSites.id}`

const countOf = (status: 'registered' | 'waiting') =>
  sql<number>`(select count(*)::int from ${sessionRegistrations} where ${sessionRegistrations.sessionId} = ${seasonSessions.id}
    and ${sessionRegistrations.status} = ${status})`

const columns = {
  ...getTableColumns(seasonSessions),
  timeZone: sql<string>`coalesce((select ${seasonSites.timeZone} ${sitesOf} limit 1), ${seasons.timeZone})`,
  siteIds: sql<string[]>`array(select ${seasonSites.id}::text ${sitesOf})`,
  registered: countOf('registered'),
  waiting: countOf('waiting'),
  registration: own.status,
  ahead: sql<number | null>`case when ${own.status} = 'waiting' then (select count(*)::int from ${sessionRegistrations}
    where ${sessionRegistrations.sessionId} = ${own.sessionId} and ${sessionRegistrations.status} = 'waiting'
    and ${sessionRegistrations.turn} < ${own.turn}) end`,
}

/** Sessions with all that there is to show of them, in one query; `personId` is whose own registration is told. */
const select = (db: Db, personId: string | null, where: SQL | undefined) =>
  db
    .select(columns)
    .from(seasonSessions)
    .innerJoin(seasons, eq(seasons.id, seasonSessions.seasonId))
    .leftJoin(own, and(eq(own.sessionId, seasonSessions.id), personId ? eq(own.personId, personId) : sql`false`))
    .where(where)

export type SessionView = Awaited<ReturnType<typeof select>>[number]

interface Wanted {
  personId: string | null
  withCancelled: boolean
}

export async function viewSessions(db: Db, seasonId: string, wanted: Wanted): Promise<SessionView[]> {
  const shown = wanted.withCancelled ? undefined : isNull(seasonSessions.cancelledAt)
  return select(db, wanted.personId, and(eq(seasonSessions.seasonId, seasonId), shown)).orderBy(
    asc(seasonSessions.startsAt),
    asc(seasonSessions.id),
  )
}

export async function viewSession(db: Db, id: string, personId: string | null): Promise<SessionView | undefined> {
  const [view] = await select(db, personId, eq(seasonSessions.id, id))
  return view
}

/** A session on other sites only is not for those who come to this one; one with a link is for everybody. */
export const isForEnrolled = sql`(${enrolments.siteId} is null or ${seasonSessions.onlineUrl} is not null
  or not exists (select 1 from ${sessionSites} where ${sessionSites.sessionId} = ${seasonSessions.id})
  or exists (select 1 from ${sessionSites} where ${sessionSites.sessionId} = ${seasonSessions.id}
    and ${sessionSites.siteId} = ${enrolments.siteId}))`

const soonest: ListOrder = { by: seasonSessions.startsAt, id: seasonSessions.id, direction: 'asc' }

/** What someone may come to, soonest first: the sessions that are not over, of the published seasons that they come to. */
export async function viewOwnSessions(db: Db, personId: string, now: Date, page: PageOf) {
  const rows = await db
    .select({
      ...columns,
      seasonName: seasons.name,
      seasonSlug: seasons.slug,
      siteNames: sql<string[]>`array(select ${seasonSites.name} ${sitesOf})`,
    })
    .from(seasonSessions)
    .innerJoin(seasons, and(eq(seasons.id, seasonSessions.seasonId), eq(seasons.status, 'published')))
    .innerJoin(enrolments, and(eq(enrolments.seasonId, seasons.id), eq(enrolments.personId, personId)))
    .leftJoin(own, and(eq(own.sessionId, seasonSessions.id), eq(own.personId, personId)))
    .where(
      and(
        inArray(enrolments.status, ['confirmed', 'checked_in']),
        isNull(seasonSessions.cancelledAt),
        gt(seasonSessions.endsAt, now),
        isForEnrolled,
        afterCursor(soonest, page),
      ),
    )
    .orderBy(...inOrder(soonest))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.startsAt, row.id])
}

/** Of each published season that someone comes to, the first session that waits for them. */
export async function findNextSessions(db: Db, personId: string, now: Date) {
  return db
    .selectDistinctOn([seasonSessions.seasonId], {
      id: seasonSessions.id,
      seasonId: seasonSessions.seasonId,
      title: seasonSessions.title,
      startsAt: seasonSessions.startsAt,
      timeZone: columns.timeZone,
    })
    .from(seasonSessions)
    .innerJoin(seasons, and(eq(seasons.id, seasonSessions.seasonId), eq(seasons.status, 'published')))
    .innerJoin(enrolments, and(eq(enrolments.seasonId, seasons.id), eq(enrolments.personId, personId)))
    .leftJoin(own, and(eq(own.sessionId, seasonSessions.id), eq(own.personId, personId)))
    .where(
      and(
        inArray(enrolments.status, ['confirmed', 'checked_in']),
        isNull(seasonSessions.cancelledAt),
        gt(seasonSessions.endsAt, now),
        isForEnrolled,
        sql`(not ${seasonSessions.needsRegistration} or ${own.status} = 'registered')`,
      ),
    )
    .orderBy(seasonSessions.seasonId, seasonSessions.startsAt, seasonSessions.id)
}
