import type { Relation, Scope } from '../../platform/access/policy.rules.ts'
import type { Deps } from '../../platform/deps.ts'
import { findSeason } from '../seasons/index.ts'
import { findCall } from './calls.repository.ts'
import { findReview, findReviewOf } from './reviews.repository.ts'
import { findSubmission } from './submissions.repository.ts'

type Asking = Pick<Deps, 'db' | 'actor'>

export async function callScope({ db }: Asking, { callId }: { callId: string }): Promise<Scope | undefined> {
  const call = await findCall(db, callId)
  const season = call && (await findSeason(db, call.seasonId))
  return season && { delegationId: season.delegationId, seasonId: season.id }
}

/** What was never submitted exists for its holder only. */
export async function submissionScope(
  { db, actor }: Asking,
  { submissionId }: { submissionId: string },
): Promise<Scope | undefined> {
  const submission = await findSubmission(db, submissionId)
  if (!submission) return undefined
  const relations: Relation[] = []
  if (submission.holderId === actor.personId) relations.push('holder')
  else if (!submission.submittedAt) return undefined
  const review = actor.personId ? await findReviewOf(db, submissionId, actor.personId) : undefined
  if (review && review.status !== 'recused') relations.push('assigned_reviewer')
  const scope = await callScope({ db, actor }, { callId: submission.callId })
  return scope && { ...scope, relations }
}

/** Whoever stepped aside no longer reads the file that they have a tie with. */
export async function reviewScope(
  { db, actor }: Asking,
  { reviewId }: { reviewId: string },
): Promise<Scope | undefined> {
  const review = await findReview(db, reviewId)
  const submission = review && (await findSubmission(db, review.submissionId))
  const scope = submission && (await callScope({ db, actor }, { callId: submission.callId }))
  const reviews = review?.reviewerId === actor.personId && review?.status !== 'recused'
  return scope && { ...scope, relations: reviews ? ['assigned_reviewer'] : [] }
}
