import { and, eq, exists, inArray, not, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/connection.ts'
import { calls } from './calls/calls.table.ts'
import { committeeSettings } from './committee/committee.table.ts'
import { lastFileRight } from './calls/late-rights.repository.ts'
import { reviews, submissions } from './submissions/submissions.table.ts'
import { heldBy } from './people/holders.repository.ts'
import { visibleTo } from './people/visibility.repository.ts'
import { undecided } from './submissions/submission.rules.ts'

const active = ['assigned', 'draft', 'done'] as const
const unfinished = ['assigned', 'draft'] as const

/** How far the answering of closed calls is; `toDecide` and the like of what this person may see, `undecided` of all. */
export async function countToAnswer(db: Db, seasonId: string, personId: string | null, now: Date) {
  const reviewsIn = (statuses: readonly (typeof active)[number][]) =>
    db
      .select({ id: reviews.id })
      .from(reviews)
      .where(and(eq(reviews.submissionId, submissions.id), inArray(reviews.status, [...statuses])))
  const counted = (condition: ReturnType<typeof exists>) =>
    sql<number>`(count(*) filter (where ${condition} and ${visibleTo(personId)}))::int`
  return db
    .select({
      callId: calls.id,
      waiting: sql<number>`count(*)::int`,
      unassigned: counted(not(exists(reviewsIn(active)))),
      unfinished: counted(exists(reviewsIn(unfinished))),
      toDecide: counted(sql`${submissions.pendingOutcome} is null`),
      undecided: sql<number>`(count(*) filter (where ${submissions.pendingOutcome} is null))::int`,
    })
    .from(submissions)
    .innerJoin(calls, eq(calls.id, submissions.callId))
    .where(
      and(
        eq(calls.seasonId, seasonId),
        eq(calls.status, 'published'),
        sql`${calls.closesAt} < ${now}`,
        inArray(submissions.status, undecided),
      ),
    )
    .groupBy(calls.id)
}

export async function countDraftCalls(db: Db, seasonId: string): Promise<number> {
  return db.$count(calls, and(eq(calls.seasonId, seasonId), eq(calls.status, 'draft')))
}

/** Drafts that this person may still submit, and answers that wait for a yes. */
export async function listHolderTasks(db: Db, personId: string, now: Date) {
  const until = sql<Date>`greatest(${calls.closesAt}, ${lastFileRight})`
  return db
    .select({
      id: submissions.id,
      title: submissions.title,
      status: submissions.status,
      seasonId: calls.seasonId,
      closesAt: until.mapWith(calls.closesAt),
      confirmBy: submissions.confirmBy,
    })
    .from(submissions)
    .innerJoin(calls, eq(calls.id, submissions.callId))
    .where(
      and(
        heldBy(personId),
        sql`(${submissions.status} = 'accepted' or (${submissions.status} = 'draft' and ${until} >= ${now}))`,
      ),
    )
    .orderBy(until, submissions.id)
    .limit(50)
}

export async function listReviewTasks(db: Db, personId: string) {
  return db
    .select({
      id: reviews.id,
      title: submissions.title,
      seasonId: calls.seasonId,
      dueAt: committeeSettings.reviewsDueAt,
    })
    .from(reviews)
    .innerJoin(submissions, eq(submissions.id, reviews.submissionId))
    .innerJoin(calls, eq(calls.id, submissions.callId))
    .leftJoin(committeeSettings, eq(committeeSettings.callId, calls.id))
    .where(
      and(
        eq(reviews.reviewerId, personId),
        visibleTo(personId),
        inArray(reviews.status, [...unfinished]),
        inArray(submissions.status, undecided),
      ),
    )
    .orderBy(reviews.createdAt, reviews.id)
    .limit(50)
}
