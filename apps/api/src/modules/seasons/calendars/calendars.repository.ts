import { and, asc, desc, eq, exists, gt, inArray, isNull, not, or, sql, type SQL } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { roleGrants } from '../../identity/index.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { seasons } from '../seasons.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'
import { seasonSessions, sessionSites } from '../sessions/season-sessions.table.ts'
import { sessionRegistrations } from '../sessions/session-registrations.table.ts'
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

export async function findSessionsOfSeason(db: Db, seasonId: string, since: Since): Promise<CalendarSession[]> {
  const rows = await sessionsSince(db, eq(seasons.id, seasonId), since)
  return withSites(db, rows)
}

/**
 * Those of the seasons that the person comes to, or has a role in. A session that needs registration is theirs once they
 * registered, or while they wait for a place; who organises sees it anyhow.
 */
export async function findSessionsOfPerson(db: Db, personId: string, since: Since): Promise<CalendarSession[]> {
  const roles = await db
    .select({ kind: roleGrants.scopeKind, scopeId: roleGrants.scopeId, role: roleGrants.role })
    .from(roleGrants)
    .where(and(eq(roleGrants.personId, personId), inArray(roleGrants.scopeKind, ['season', 'delegation'])))
  const scopes = (wanted: 'season' | 'delegation', organisersOnly: boolean) =>
    roles.flatMap(({ kind, scopeId, role }) =>
      kind === wanted && scopeId && (role === 'organiser' || !organisersOnly) ? scopeId : [],
    )
  const organises = or(
    inArray(seasons.id, scopes('season', true)),
    inArray(seasons.delegationId, scopes('delegation', true)),
  )
  const registered = registrationOf(db, personId)
  const theirs = or(comesTo(db, personId), inArray(seasons.id, scopes('season', false)), organises)
  const open = or(not(seasonSessions.needsRegistration), exists(registered(['registered', 'waiting'])), organises)
  const rows = await sessionsSince(db, and(theirs, open), since, sql<boolean>`${exists(registered(['waiting']))}`)
  return withSites(db, rows)
}

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

const registrationOf = (db: Db, personId: string) => (statuses: ('registered' | 'waiting')[]) =>
  db
    .select({ id: sessionRegistrations.id })
    .from(sessionRegistrations)
    .where(
      and(
        eq(sessionRegistrations.sessionId, seasonSessions.id),
        eq(sessionRegistrations.personId, personId),
        inArray(sessionRegistrations.status, statuses),
      ),
    )

/** More than anyone can go to; the latest ones, written in some thirty milliseconds. */
const atMost = 300

function sessionsSince(db: Db, where: SQL | undefined, since: Since, waiting: SQL<boolean> = sql<boolean>`false`) {
  return db
    .select({
      session: seasonSessions,
      season: { name: seasons.name, slug: seasons.slug, timeZone: seasons.timeZone },
      waiting,
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
}

async function withSites(db: Db, rows: Awaited<ReturnType<typeof sessionsSince>>): Promise<CalendarSession[]> {
  const ids = rows.map(({ session }) => session.id)
  const places = await db
    .select({ sessionId: sessionSites.sessionId, site: seasonSites })
    .from(sessionSites)
    .innerJoin(seasonSites, eq(seasonSites.id, sessionSites.siteId))
    .where(inArray(sessionSites.sessionId, ids))
    .orderBy(asc(seasonSites.createdAt), asc(seasonSites.id))
  const sitesOf = Map.groupBy(places, ({ sessionId }) => sessionId)
  return rows.map(({ session, season, waiting }) => ({
    ...session,
    season,
    waiting,
    sites: (sitesOf.get(session.id) ?? []).map(({ site }) => site),
  }))
}
