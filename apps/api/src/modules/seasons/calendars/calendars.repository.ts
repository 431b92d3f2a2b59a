import { and, asc, desc, eq, exists, gt, inArray, isNull, or, type SQL } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { roleGrants } from '../../identity/index.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { seasons } from '../seasons.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'
import { seasonSessions, sessionSites } from '../sessions/season-sessions.table.ts'
import { calendarFeeds } from './calendar-feeds.table.ts'
import type { CalendarSession } from './calendar.rules.ts'

type Feed = typeof calendarFeeds.$inferSelect

/** A new address takes the place of the old one. */
export async function keepFeed(db: Db, feed: Feed): Promise<void> {
  await db.insert(calendarFeeds).values(feed).onConflictDoUpdate({ target: calendarFeeds.personId, set: feed })
}

export async function deleteFeed(db: Db, personId: string): Promise<boolean> {
  const gone = await db
    .delete(calendarFeeds)
    .where(eq(calendarFeeds.personId, personId))
    .returning({ personId: calendarFeeds.personId })
  return gone.length === 1
}

export async function findFeed(db: Db, personId: string): Promise<Feed | undefined> {
  const [feed] = await db.select().from(calendarFeeds).where(eq(calendarFeeds.personId, personId))
  return feed
}

export async function personOfFeed(db: Db, tokenHash: string): Promise<string | undefined> {
  const [feed] = await db
    .select({ personId: calendarFeeds.personId })
    .from(calendarFeeds)
    .where(eq(calendarFeeds.tokenHash, tokenHash))
  return feed?.personId
}

export interface Since {
  /** Sessions that ended before are left out. */
  endedAt: Date
  /** Sessions cancelled before are left out: calendar programs have removed them long since. */
  cancelledAt: Date
}

export const findSessionsOfSeason = (db: Db, seasonId: string, since: Since): Promise<CalendarSession[]> =>
  findSessions(db, eq(seasons.id, seasonId), since)

/** Those of the seasons that the person comes to, or has a role in. */
export const findSessionsOfPerson = (db: Db, personId: string, since: Since): Promise<CalendarSession[]> =>
  findSessions(db, or(comesTo(db, personId), hasRoleIn(db, personId)), since)

const comesTo = (db: Db, personId: string) =>
  exists(
    db
      .select({ id: enrolments.id })
      .from(enrolments)
      .where(
        and(
          eq(enrolments.seasonId, seasons.id),
          eq(enrolments.personId, personId),
          inArray(enrolments.status, ['confirmed', 'checked_in']),
        ),
      ),
  )

const hasRoleIn = (db: Db, personId: string) =>
  exists(
    db
      .select({ id: roleGrants.id })
      .from(roleGrants)
      .where(
        and(
          eq(roleGrants.personId, personId),
          or(
            and(eq(roleGrants.scopeKind, 'season'), eq(roleGrants.scopeId, seasons.id)),
            and(
              eq(roleGrants.scopeKind, 'delegation'),
              eq(roleGrants.scopeId, seasons.delegationId),
              eq(roleGrants.role, 'organiser'),
            ),
          ),
        ),
      ),
  )

/** More than anyone can go to; the latest ones, written in some thirty milliseconds. */
const atMost = 300

async function findSessions(db: Db, where: SQL | undefined, since: Since): Promise<CalendarSession[]> {
  const rows = await db
    .select({
      session: seasonSessions,
      season: { name: seasons.name, slug: seasons.slug, timeZone: seasons.timeZone },
    })
    .from(seasonSessions)
    .innerJoin(seasons, eq(seasons.id, seasonSessions.seasonId))
    .where(
      and(
        where,
        inArray(seasons.status, ['published', 'closed']),
        gt(seasonSessions.endsAt, since.endedAt),
        or(isNull(seasonSessions.cancelledAt), gt(seasonSessions.cancelledAt, since.cancelledAt)),
      ),
    )
    .orderBy(desc(seasonSessions.startsAt), desc(seasonSessions.id))
    .limit(atMost)
  const ids = rows.map(({ session }) => session.id)
  const places = await db
    .select({ sessionId: sessionSites.sessionId, site: seasonSites })
    .from(sessionSites)
    .innerJoin(seasonSites, eq(seasonSites.id, sessionSites.siteId))
    .where(inArray(sessionSites.sessionId, ids))
    .orderBy(asc(seasonSites.createdAt), asc(seasonSites.id))
  const sitesOf = Map.groupBy(places, ({ sessionId }) => sessionId)
  return rows.map(({ session, season }) => ({
    ...session,
    season,
    sites: (sitesOf.get(session.id) ?? []).map(({ site }) => site),
  }))
}
