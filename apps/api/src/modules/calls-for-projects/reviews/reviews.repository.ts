import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { ReviewStatus } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { seasons } from '../../seasons/index.ts'
import { calls } from '../calls/calls.table.ts'
import { visibleTo } from '../people/visibility.repository.ts'
import { isBlindNow } from './review-settings.repository.ts'
import { reviewSettings } from './review-settings.table.ts'
import { reviews, submissions } from '../submissions/submissions.table.ts'

export type Review = typeof reviews.$inferSelect

/** Undefined where this person has the submission already. */
export async function insertReview(db: Db, draft: typeof reviews.$inferInsert): Promise<Review | undefined> {
  const [review] = await db.insert(reviews).values(draft).onConflictDoNothing().returning()
  return review
}

export async function findReview(db: Db, id: string): Promise<Review | undefined> {
  const [review] = await db.select().from(reviews).where(eq(reviews.id, id))
  return review
}

export async function findReviewOf(db: Db, submissionId: string, reviewerId: string): Promise<Review | undefined> {
  const [review] = await db
    .select()
    .from(reviews)
    .where(and(eq(reviews.submissionId, submissionId), eq(reviews.reviewerId, reviewerId)))
  return review
}

export async function lockReview(db: Db, id: string): Promise<Review | undefined> {
  const [review] = await db.select().from(reviews).where(eq(reviews.id, id)).for('update')
  return review
}

export async function updateReview(db: Db, id: string, change: Partial<typeof reviews.$inferInsert>): Promise<Review> {
  const [review] = await db
    .update(reviews)
    .set({ ...change, version: sql`${reviews.version} + 1` })
    .where(eq(reviews.id, id))
    .returning()
  return review!
}

/** False where there is none, or its author has begun it. */
export async function deleteUntouchedReview(db: Db, submissionId: string, reviewerId: string): Promise<boolean> {
  const gone = await db
    .delete(reviews)
    .where(
      and(eq(reviews.submissionId, submissionId), eq(reviews.reviewerId, reviewerId), eq(reviews.status, 'assigned')),
    )
    .returning({ id: reviews.id })
  return gone.length === 1
}

/** A submission has a handful of them. */
export async function listReviews(db: Db, submissionId: string) {
  const rows = await db
    .select({ review: reviews, reviewerName: people.name })
    .from(reviews)
    .innerJoin(people, eq(people.id, reviews.reviewerId))
    .where(eq(reviews.submissionId, submissionId))
    .orderBy(reviews.createdAt, reviews.id)
  return rows.map(({ review, reviewerName }) => ({ ...review, reviewerName }))
}

export async function listReviewsOfAll(db: Db, submissionIds: string[]): Promise<Review[]> {
  return db.select().from(reviews).where(inArray(reviews.submissionId, submissionIds))
}

/** All reviews of a call, to tell their authors. */
export async function listReviewIdsOfCall(db: Db, callId: string): Promise<{ id: string; reviewerId: string }[]> {
  return db
    .select({ id: reviews.id, reviewerId: reviews.reviewerId })
    .from(reviews)
    .innerJoin(submissions, eq(submissions.id, reviews.submissionId))
    .where(and(eq(submissions.callId, callId), ne(reviews.status, 'recused')))
}

export async function countByReviewer(db: Db, callId: string) {
  return db
    .select({
      reviewerId: reviews.reviewerId,
      assigned: sql<number>`(count(*) filter (where ${reviews.status} <> 'recused'))::int`,
      done: sql<number>`(count(*) filter (where ${reviews.status} = 'done'))::int`,
    })
    .from(reviews)
    .innerJoin(submissions, eq(submissions.id, reviews.submissionId))
    .where(eq(submissions.callId, callId))
    .groupBy(reviews.reviewerId)
}

const newest: ListOrder = { by: reviews.createdAt, id: reviews.id, direction: 'desc' }

export async function listOwnReviews(db: Db, personId: string, filter: PageOf & { status?: ReviewStatus | undefined }) {
  const rows = await db
    .select({ review: reviews, submission: submissions, call: calls, seasonName: seasons.name, blind: isBlindNow })
    .from(reviews)
    .innerJoin(submissions, eq(submissions.id, reviews.submissionId))
    .innerJoin(calls, eq(calls.id, submissions.callId))
    .leftJoin(reviewSettings, eq(reviewSettings.callId, calls.id))
    .innerJoin(seasons, eq(seasons.id, calls.seasonId))
    .where(
      and(
        eq(reviews.reviewerId, personId),
        visibleTo(personId),
        filter.status ? eq(reviews.status, filter.status) : ne(reviews.status, 'recused'),
        afterCursor(newest, filter),
      ),
    )
    .orderBy(...inOrder(newest))
    .limit(filter.limit + 1)
  return pageOf(rows, filter, ({ review }) => [review.createdAt, review.id])
}
