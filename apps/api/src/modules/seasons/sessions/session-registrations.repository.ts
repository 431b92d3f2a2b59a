import { and, asc, count, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { SessionRegistrationStatus } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { seasons } from '../seasons.table.ts'
import type { SeasonSession } from './season-sessions.repository.ts'
import { seasonSessions } from './season-sessions.table.ts'
import { sessionRegistrations } from './session-registrations.table.ts'
import { isForEnrolled } from './session-views.repository.ts'

export type SessionRegistration = typeof sessionRegistrations.$inferSelect

export interface Addressee {
  personId: string
  email: string
}

const addressee = { personId: people.id, email: people.email }

export async function findRegistration(
  db: Db,
  sessionId: string,
  personId: string,
): Promise<SessionRegistration | undefined> {
  const [registration] = await db
    .select()
    .from(sessionRegistrations)
    .where(and(eq(sessionRegistrations.sessionId, sessionId), eq(sessionRegistrations.personId, personId)))
  return registration
}

export async function countRegistered(db: Db, sessionId: string): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(sessionRegistrations)
    .where(and(eq(sessionRegistrations.sessionId, sessionId), eq(sessionRegistrations.status, 'registered')))
  return row?.total ?? 0
}

/** At the end of the line, whether they come for the first time or again. The session's row is held meanwhile. */
export async function putInLine(
  db: Db,
  {
    sessionId,
    personId,
    status,
    at,
  }: { sessionId: string; personId: string; status: 'registered' | 'waiting'; at: Date },
): Promise<void> {
  const turn = sql`(select coalesce(max(${sessionRegistrations.turn}), 0) + 1 from ${sessionRegistrations}
    where ${sessionRegistrations.sessionId} = ${sessionId})`
  await db
    .insert(sessionRegistrations)
    .values({ sessionId, personId, status, turn, statusAt: at })
    .onConflictDoUpdate({
      target: [sessionRegistrations.sessionId, sessionRegistrations.personId],
      set: { status, turn, statusAt: at },
    })
}

/** What they were, undefined where they were neither registered nor waiting. */
export async function leaveLine(
  db: Db,
  sessionId: string,
  personId: string,
  at: Date,
): Promise<SessionRegistration | undefined> {
  const [left] = await db
    .update(sessionRegistrations)
    .set({ status: 'cancelled', statusAt: at })
    .where(
      and(
        eq(sessionRegistrations.sessionId, sessionId),
        eq(sessionRegistrations.personId, personId),
        inArray(sessionRegistrations.status, ['registered', 'waiting']),
      ),
    )
    .returning()
  return left
}

/** Gives free places to those who wait, in the order in which they came; null is as many as there are. */
export async function promoteWaiting(db: Db, sessionId: string, free: number | null, at: Date): Promise<Addressee[]> {
  if (free !== null && free <= 0) return []
  const first = db
    .select({ id: sessionRegistrations.id })
    .from(sessionRegistrations)
    .where(and(eq(sessionRegistrations.sessionId, sessionId), eq(sessionRegistrations.status, 'waiting')))
    .orderBy(asc(sessionRegistrations.turn))
  const promoted = await db
    .update(sessionRegistrations)
    .set({ status: 'registered', statusAt: at })
    .where(inArray(sessionRegistrations.id, free === null ? first : first.limit(free)))
    .returning({ personId: sessionRegistrations.personId })
  if (promoted.length === 0) return []
  return db
    .select(addressee)
    .from(people)
    .where(
      inArray(
        people.id,
        promoted.map(({ personId }) => personId),
      ),
    )
}

/** Where someone is registered or waits, in the sessions of a season that are not over. */
export async function findOpenSessionsOf(db: Db, seasonId: string, personId: string, now: Date): Promise<string[]> {
  const rows = await db
    .select({ id: seasonSessions.id })
    .from(sessionRegistrations)
    .innerJoin(seasonSessions, eq(seasonSessions.id, sessionRegistrations.sessionId))
    .where(
      and(
        eq(seasonSessions.seasonId, seasonId),
        eq(sessionRegistrations.personId, personId),
        inArray(sessionRegistrations.status, ['registered', 'waiting']),
        isNull(seasonSessions.cancelledAt),
        gt(seasonSessions.endsAt, now),
      ),
    )
    .orderBy(asc(seasonSessions.id))
  return rows.map(({ id }) => id)
}

export async function listInLine(
  db: Db,
  sessionId: string,
  statuses: readonly ('registered' | 'waiting')[],
): Promise<Addressee[]> {
  return db
    .select(addressee)
    .from(sessionRegistrations)
    .innerJoin(people, eq(people.id, sessionRegistrations.personId))
    .where(and(eq(sessionRegistrations.sessionId, sessionId), inArray(sessionRegistrations.status, [...statuses])))
    .orderBy(asc(sessionRegistrations.turn))
}

/** Who is expected at a session: those registered, or where that is not needed, everybody whom it is for. */
export async function listExpected(
  db: Db,
  session: Pick<SeasonSession, 'id' | 'needsRegistration'>,
): Promise<Addressee[]> {
  if (session.needsRegistration) return listInLine(db, session.id, ['registered'])
  return db
    .select(addressee)
    .from(seasonSessions)
    .innerJoin(enrolments, eq(enrolments.seasonId, seasonSessions.seasonId))
    .innerJoin(people, eq(people.id, enrolments.personId))
    .where(
      and(eq(seasonSessions.id, session.id), inArray(enrolments.status, ['confirmed', 'checked_in']), isForEnrolled),
    )
    .orderBy(asc(enrolments.id))
}

const arrival: ListOrder = { by: sessionRegistrations.turn, id: sessionRegistrations.id, direction: 'asc' }

export async function listRegistrations(
  db: Db,
  sessionId: string,
  { status, ...page }: PageOf & { status?: SessionRegistrationStatus | undefined },
) {
  const rows = await db
    .select({ registration: sessionRegistrations, personName: people.name })
    .from(sessionRegistrations)
    .innerJoin(people, eq(people.id, sessionRegistrations.personId))
    .where(
      and(
        eq(sessionRegistrations.sessionId, sessionId),
        status ? eq(sessionRegistrations.status, status) : undefined,
        afterCursor(arrival, page),
      ),
    )
    .orderBy(...inOrder(arrival))
    .limit(page.limit + 1)
  return pageOf(
    rows.map(({ registration, personName }) => ({ ...registration, personName })),
    page,
    (row) => [row.turn, row.id],
  )
}

/** How many sessions to come have people waiting for a place. */
export async function countSessionsWaitedFor(db: Db, seasonId: string, now: Date): Promise<number> {
  const [row] = await db
    .select({ total: sql<number>`count(distinct ${seasonSessions.id})::int` })
    .from(seasonSessions)
    .innerJoin(sessionRegistrations, eq(sessionRegistrations.sessionId, seasonSessions.id))
    .where(
      and(
        eq(seasonSessions.seasonId, seasonId),
        seasonSessions.needsRegistration,
        isNull(seasonSessions.cancelledAt),
        gt(seasonSessions.startsAt, now),
        eq(sessionRegistrations.status, 'waiting'),
      ),
    )
  return row?.total ?? 0
}

const reminderDue = (now: Date) =>
  and(
    isNull(seasonSessions.cancelledAt),
    gt(seasonSessions.startsAt, now),
    sql`${seasonSessions.startsAt} - ${seasonSessions.remindHours} * interval '1 hour' <= ${now}`,
    sql`${seasonSessions.remindedOf} is distinct from ${seasonSessions.startsAt}`,
  )

const ofPublished = and(eq(seasons.id, seasonSessions.seasonId), eq(seasons.status, 'published'))

/** The sessions whose people are to be reminded now, soonest first. */
export async function findDueReminders(db: Db, now: Date): Promise<string[]> {
  const rows = await db
    .select({ id: seasonSessions.id })
    .from(seasonSessions)
    .innerJoin(seasons, ofPublished)
    .where(reminderDue(now))
    .orderBy(asc(seasonSessions.startsAt), asc(seasonSessions.id))
  return rows.map(({ id }) => id)
}

/** Marks a session as reminded of. Undefined where another process did so meanwhile, or holds it. */
export async function claimReminder(db: Db, id: string, now: Date): Promise<SeasonSession | undefined> {
  const [due] = await db
    .select({ id: seasonSessions.id })
    .from(seasonSessions)
    .innerJoin(seasons, ofPublished)
    .where(and(eq(seasonSessions.id, id), reminderDue(now)))
    .for('update', { of: seasonSessions, skipLocked: true })
  if (!due) return undefined
  const [session] = await db
    .update(seasonSessions)
    .set({ remindedOf: sql`${seasonSessions.startsAt}` })
    .where(eq(seasonSessions.id, due.id))
    .returning()
  return session
}
