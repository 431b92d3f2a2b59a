import { and, asc, eq, exists, gt, inArray, isNotNull, isNull, lt, not, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { calls } from '../calls/calls.table.ts'
import { listKnownTies } from '../committee/known-ties.repository.ts'
import { heldBy } from '../people/holders.repository.ts'
import { namedFor, visibleTo } from '../people/visibility.repository.ts'
import { reviewSettings } from '../reviews/review-settings.table.ts'
import { undecided } from '../submissions/submission.rules.ts'
import { submissions } from '../submissions/submissions.table.ts'
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

/** `title` is null where no file is booked, and of one that this person may not see. */
export async function listSlots(
  db: Db,
  callId: string,
  personId: string,
  filter: PageOf & { free?: 'yes' | undefined },
) {
  const rows = await db
    .select({
      slot: interviewSlots,
      hostName: people.name,
      title: sql<string | null>`case when ${visibleTo(personId)} then ${submissions.title} end`,
      structure: submissions.structure,
    })
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

/** Whoever holds the interview may read the file; a tie with it is asked of `listKnownTies`. */
const bookableAt = (now: Date) =>
  and(
    isNull(interviewSlots.submissionId),
    sql`${interviewSlots.startsAt} - make_interval(hours => coalesce(${reviewSettings.interviewChangeHours}, 24)) >= ${now}`,
    inArray(submissions.status, undecided),
    or(eq(interviewSlots.openTo, 'undecided'), eq(submissions.status, 'shortlisted')),
    or(eq(submissions.confidentiality, 'open'), namedFor(interviewSlots.hostId)),
  )

/** The slots that the holders of this submission may choose from; a call has some dozens. */
export async function listFreeSlots(db: Db, submissionId: string, now: Date) {
  const free = await db
    .select({ slot: interviewSlots, hostName: people.name })
    .from(interviewSlots)
    .innerJoin(submissions, eq(submissions.callId, interviewSlots.callId))
    .innerJoin(people, eq(people.id, interviewSlots.hostId))
    .leftJoin(reviewSettings, eq(reviewSettings.callId, interviewSlots.callId))
    .where(and(eq(submissions.id, submissionId), bookableAt(now)))
    .orderBy(asc(interviewSlots.startsAt), asc(interviewSlots.id))
    .limit(200)
  const hosts = free.map(({ slot }) => slot.hostId)
  const ties = await listKnownTies(db, eq(submissions.id, submissionId), hosts)
  const tied = new Set(ties.map(({ personId }) => personId))
  return free.filter(({ slot }) => !tied.has(slot.hostId))
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
  const offered = await db
    .select({
      id: submissions.id,
      title: submissions.title,
      seasonId: calls.seasonId,
      hosts: sql<string[]>`array_agg(distinct ${interviewSlots.hostId})`,
    })
    .from(submissions)
    .innerJoin(calls, eq(calls.id, submissions.callId))
    .innerJoin(interviewSlots, eq(interviewSlots.callId, submissions.callId))
    .leftJoin(reviewSettings, eq(reviewSettings.callId, interviewSlots.callId))
    .where(
      and(
        heldBy(personId),
        bookableAt(now),
        not(exists(db.select({ id: booked.id }).from(booked).where(eq(booked.submissionId, submissions.id)))),
      ),
    )
    .groupBy(submissions.id, calls.seasonId)
    .orderBy(submissions.createdAt, submissions.id)
    .limit(50)
  const files = offered.map(({ id }) => id)
  const hosts = offered.flatMap((file) => file.hosts)
  const ties = Map.groupBy(await listKnownTies(db, inArray(submissions.id, files), hosts), (tie) => tie.submissionId)
  return offered.filter((file) => {
    const tied = new Set(ties.get(file.id)?.map((tie) => tie.personId))
    return file.hosts.some((host) => !tied.has(host))
  })
}

/** As `referenceOf` of the rules. */
const reference = sql`upper(right(${submissions.id}::text, 6))`

/** Interviews still to come that this person holds, or comes to. */
export async function listInterviewsAhead(db: Db, personId: string, now: Date) {
  return db
    .select({
      slotId: interviewSlots.id,
      callId: interviewSlots.callId,
      submissionId: submissions.id,
      title: sql<string>`case when ${visibleTo(personId)} then ${submissions.title} else ${reference} end`,
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
