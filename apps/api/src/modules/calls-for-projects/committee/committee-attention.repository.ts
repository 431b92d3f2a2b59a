import { and, eq, exists, inArray, or, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { calls } from '../calls/calls.table.ts'
import { visibleTo } from '../people/visibility.repository.ts'
import { undecided } from '../submissions/submission.rules.ts'
import { reviews, submissions } from '../submissions/submissions.table.ts'
import { committeeSettings, conflictPins, declaredTies } from './committee.table.ts'

/** Reviews of files that wait for an answer: those due and not done, and those of someone who was since said to have a tie. */
export async function countCommitteeTrouble(db: Db, seasonId: string, personId: string | null, now: Date) {
  const declared = db
    .select({ id: declaredTies.id })
    .from(declaredTies)
    .where(and(eq(declaredTies.submissionId, submissions.id), eq(declaredTies.reviewerId, reviews.reviewerId)))
  const pinned = db
    .select({ id: conflictPins.reviewerId })
    .from(conflictPins)
    .where(
      and(
        eq(conflictPins.submissionId, submissions.id),
        eq(conflictPins.reviewerId, reviews.reviewerId),
        eq(conflictPins.stance, 'conflict'),
      ),
    )
  const late = sql`${reviews.status} <> 'done' and ${committeeSettings.reviewsDueAt} < ${now}`
  const [counted] = await db
    .select({
      late: sql<number>`(count(*) filter (where ${late}))::int`,
      inConflict: sql<number>`(count(*) filter (where ${or(exists(declared), exists(pinned))}))::int`,
    })
    .from(reviews)
    .innerJoin(submissions, eq(submissions.id, reviews.submissionId))
    .innerJoin(calls, eq(calls.id, submissions.callId))
    .leftJoin(committeeSettings, eq(committeeSettings.callId, calls.id))
    .where(
      and(
        eq(calls.seasonId, seasonId),
        eq(calls.status, 'published'),
        inArray(submissions.status, undecided),
        visibleTo(personId),
        inArray(reviews.status, ['assigned', 'draft', 'done']),
      ),
    )
  return counted!
}
