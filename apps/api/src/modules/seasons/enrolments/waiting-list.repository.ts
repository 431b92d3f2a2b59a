import { and, eq, exists, gt, inArray, lte, or, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { people } from '../../identity/index.ts'
import { seasons } from '../seasons.table.ts'
import { enrolments } from './enrolments.table.ts'

interface Offer {
  offerEndsAt: Date
  offerRemindAt: Date | null
  statusAt: Date
}

export async function offerPlaces(db: Db, ids: string[], offer: Offer): Promise<void> {
  await db
    .update(enrolments)
    .set({ ...offer, status: 'offered', statusBy: null })
    .where(inArray(enrolments.id, ids))
}

const offerOver = (now: Date) => and(eq(enrolments.status, 'offered'), lte(enrolments.offerEndsAt, now))

/** Seasons with an offer that nobody answered in time, and published ones where someone waits. */
export async function findRestlessSeasons(db: Db, now: Date): Promise<string[]> {
  const restless = db
    .select({ one: sql`1` })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.seasonId, seasons.id),
        or(offerOver(now), and(eq(enrolments.status, 'waiting'), eq(seasons.status, 'published'))),
      ),
    )
  const found = await db.select({ id: seasons.id }).from(seasons).where(exists(restless)).orderBy(seasons.id)
  return found.map(({ id }) => id)
}

export async function lapseOffers(db: Db, seasonId: string, now: Date): Promise<{ id: string; personId: string }[]> {
  return db
    .update(enrolments)
    .set({ status: 'lapsed', statusAt: now, statusBy: null, offerEndsAt: null, offerRemindAt: null })
    .where(and(eq(enrolments.seasonId, seasonId), offerOver(now)))
    .returning({ id: enrolments.id, personId: enrolments.personId })
}

/** Each reminder is taken by one process, once. What another one holds, it is already reminding of. */
export async function takeReminders(db: Db, now: Date) {
  const due = await db
    .select({ id: enrolments.id, email: people.email, offerEndsAt: enrolments.offerEndsAt, season: seasons })
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .innerJoin(seasons, and(eq(seasons.id, enrolments.seasonId), eq(seasons.status, 'published')))
    .where(and(eq(enrolments.status, 'offered'), lte(enrolments.offerRemindAt, now), gt(enrolments.offerEndsAt, now)))
    .limit(1_000)
    .for('update', { of: enrolments, skipLocked: true })
  const ids = due.map(({ id }) => id)
  if (ids.length > 0) await db.update(enrolments).set({ offerRemindAt: null }).where(inArray(enrolments.id, ids))
  return due.map(({ email, offerEndsAt, season }) => ({ email, offerEndsAt: offerEndsAt!, season }))
}
