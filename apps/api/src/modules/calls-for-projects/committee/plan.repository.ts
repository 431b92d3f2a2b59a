import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { reviews, submissions } from '../submissions/submissions.table.ts'

/** How many rows one statement carries. */
const batch = 5_000

/** Those that were not there before. */
export async function insertReviews(db: Db, pairs: readonly { submissionId: string; reviewerId: string }[]) {
  const given: { id: string; reviewerId: string }[] = []
  for (let start = 0; start < pairs.length; start += batch)
    given.push(
      ...(await db
        .insert(reviews)
        .values(pairs.slice(start, start + batch))
        .onConflictDoNothing()
        .returning({ id: reviews.id, reviewerId: reviews.reviewerId })),
    )
  return given
}

/** Those that had just come in; answers which. */
export async function putUnderReview(db: Db, submissionIds: readonly string[]): Promise<string[]> {
  if (submissionIds.length === 0) return []
  const moved = await db
    .update(submissions)
    .set({ status: 'under_review', version: sql`${submissions.version} + 1` })
    .where(and(inArray(submissions.id, [...submissionIds]), eq(submissions.status, 'submitted')))
    .returning({ id: submissions.id })
  return moved.map(({ id }) => id)
}
