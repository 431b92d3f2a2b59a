import { and, asc, eq, exists, gt, inArray, isNotNull, isNull, lt, not, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { calls } from '../calls/calls.table.ts'
import { heldBy } from '../people/holders.repository.ts'
import { coHolders } from '../people/submission-people.table.ts'
import { reviewSettings } from '../reviews/review-settings.table.ts'
import { undecided } from '../submissions/submission.rules.ts'
import { reviews, submissions } from '../submissions/submissions.table.ts'
import { interviewSlots } from './interviews.table.ts'

const booked = alias(interviewSlots, 'booked')

export type Slot = typeof interviewSlots.$inferSelect

/** Without those at whose start the same person holds another one. */
export async function insertSlots(db: Db, drafts: (typeof interviewSlots.$inferInsert)[]): Promise<Slot[]> {
  return db.insert(interviewSlots).values(drafts).onConflictDoNothing().returning()
}

export async function findSlot(db: Db, id: string): Promise<Slot | undefined> {
  const [slot] = await db.select().from(interviewSlots).where(eq(interviewSlots.id, id))
  return slot
}

/** Whoever holds interviews at these moments already. */
export async function isBusy(db: Db, hostId: string, from: Date, to: Date): Promise<boolean> {
  const overlapping = and(
    eq(interviewSlots.hostId, hostId),
    lt(interviewSlots.startsAt, to),
    gt(interviewSlots.endsAt, from),
  )
  return (await db.$count(interviewSlots, overlapping)) > 0
}

/** This slot and the one that the submission has, held in one order so that two who swap never wait for each other. */
export async function lockSlots(db: Db, slotId: string | undefined, submissionId: string | undefined): Promise<Slot[]> {
  return db
    .select()
    .from(interviewSlots)
    .where(
      or(
        slotId ? eq(interviewSlots.id, slotId) : undefined,
        submissionId ? eq(interviewSlots.submissionId, submissionId) : undefined,
      ),
    )
    .orderBy(interviewSlots.id)
    .for('update')
}

export async function setBooking(db: Db, slotId: string, submissionId: string | null): Promise<void> {
  await db.update(interviewSlots).set({ submissionId }).where(eq(interviewSlots.id, slotId))
}

export async function deleteSlot(db: Db, id: string): Promise<void> {
  await db.delete(interviewSlots).where(eq(interviewSlots.id, id))
}

const soonest: ListOrder = { by: interviewSlots.startsAt, id: interviewSlots.id, direction: 'asc' }

export async function listSlots(db: Db, callId: string, filter: PageOf & { free?: 'yes' | undefined }) {
  const rows = await db
    .select({ slot: interviewSlots, hostName: people.name, title: submissions.title, structure: submissions.structure })
    .from(interviewSlots)
    .innerJoin(people, eq(people.id, interviewSlots.hostId))
    .leftJoin(submissions, eq(submissions.id, interviewSlots.submissionId))
    .where(
      and(
        eq(interviewSlots.callId, callId),
        filter.free ? isNull(interviewSlots.submissionId) : undefined,
        afterCursor(soonest, filter),
      ),
    )
    .orderBy(...inOrder(soonest))
    .limit(filter.limit + 1)
  return pageOf(rows, filter, ({ slot }) => [slot.startsAt, slot.id])
}

/** Holds the submission too, or has stepped aside from reviewing it. */
const hostInConflict = (db: Db) =>
  or(
    eq(interviewSlots.hostId, submissions.holderId),
    exists(
      db
        .select({ id: coHolders.personId })
        .from(coHolders)
        .where(and(eq(coHolders.submissionId, submissions.id), eq(coHolders.personId, interviewSlots.hostId))),
    ),
    exists(
      db
        .select({ id: reviews.id })
        .from(reviews)
        .where(
          and(
            eq(reviews.submissionId, submissions.id),
            eq(reviews.reviewerId, interviewSlots.hostId),
            eq(reviews.status, 'recused'),
          ),
        ),
    ),
  )!

const bookableBy = (db: Db, now: Date) =>
  and(
    isNull(interviewSlots.submissionId),
    sql`${interviewSlots.startsAt} - make_interval(hours => coalesce(${reviewSettings.interviewChangeHours}, 24)) >= ${now}`,
    inArray(submissions.status, undecided),
    or(eq(interviewSlots.openTo, 'undecided'), eq(submissions.status, 'shortlisted')),
    not(hostInConflict(db)),
  )

/** The slots that the holders of this submission may choose from; a call has some dozens. */
export async function listFreeSlots(db: Db, submissionId: string, now: Date) {
  return db
    .select({ slot: interviewSlots, hostName: people.name })
    .from(interviewSlots)
    .innerJoin(submissions, eq(submissions.callId, interviewSlots.callId))
    .innerJoin(people, eq(people.id, interviewSlots.hostId))
    .leftJoin(reviewSettings, eq(reviewSettings.callId, interviewSlots.callId))
    .where(and(eq(submissions.id, submissionId), bookableBy(db, now)))
    .orderBy(asc(interviewSlots.startsAt), asc(interviewSlots.id))
    .limit(200)
}

export async function findBooking(db: Db, submissionId: string) {
  const [found] = await db
    .select({ slot: interviewSlots, hostName: people.name })
    .from(interviewSlots)
    .innerJoin(people, eq(people.id, interviewSlots.hostId))
    .where(eq(interviewSlots.submissionId, submissionId))
  return found
}

/** Undecided submissions of this person that may choose a moment and have none yet. */
export async function listInterviewsToBook(db: Db, personId: string, now: Date) {
  return db
    .select({ id: submissions.id, title: submissions.title, seasonId: calls.seasonId })
    .from(submissions)
    .innerJoin(calls, eq(calls.id, submissions.callId))
    .where(
      and(
        heldBy(personId),
        inArray(submissions.status, undecided),
        not(exists(db.select({ id: booked.id }).from(booked).where(eq(booked.submissionId, submissions.id)))),
        exists(
          db
            .select({ id: interviewSlots.id })
            .from(interviewSlots)
            .leftJoin(reviewSettings, eq(reviewSettings.callId, interviewSlots.callId))
            .where(and(eq(interviewSlots.callId, submissions.callId), bookableBy(db, now))),
        ),
      ),
    )
    .orderBy(submissions.createdAt, submissions.id)
    .limit(50)
}

/** Interviews still to come that this person holds, or comes to. */
export async function listInterviewsAhead(db: Db, personId: string, now: Date) {
  return db
    .select({
      slotId: interviewSlots.id,
      callId: interviewSlots.callId,
      submissionId: submissions.id,
      title: submissions.title,
      seasonId: calls.seasonId,
      startsAt: interviewSlots.startsAt,
      hosts: sql<boolean>`${interviewSlots.hostId} = ${personId}`,
    })
    .from(interviewSlots)
    .innerJoin(submissions, eq(submissions.id, interviewSlots.submissionId))
    .innerJoin(calls, eq(calls.id, interviewSlots.callId))
    .where(
      and(
        isNotNull(interviewSlots.submissionId),
        sql`${interviewSlots.endsAt} >= ${now}`,
        or(eq(interviewSlots.hostId, personId), heldBy(personId)),
      ),
    )
    .orderBy(interviewSlots.startsAt, interviewSlots.id)
    .limit(50)
}
