import { allows, type Relation, type Scope } from '../../platform/access/policy.rules.ts'
import type { Deps } from '../../platform/deps.ts'
import { findSeason } from '../seasons/index.ts'
import { findCall } from './calls/calls.repository.ts'
import { findSubmissionIdOfQuestion } from './framing/framing-questions.repository.ts'
import { isHolder } from './people/holders.repository.ts'
import { findCorrection } from './corrections/corrections.repository.ts'
import { findSlot } from './interviews/interviews.repository.ts'
import { findReview, findReviewOf, type Review } from './reviews/reviews.repository.ts'
import { isNamed, listRestrictedAmong } from './people/visibility.repository.ts'
import { findSubmission, type Submission } from './submissions/submissions.repository.ts'

type Asking = Pick<Deps, 'db' | 'actor'>

export async function callScope({ db }: Asking, { callId }: { callId: string }): Promise<Scope | undefined> {
  const call = await findCall(db, callId)
  const season = call && (await findSeason(db, call.seasonId))
  return season && { delegationId: season.delegationId, seasonId: season.id }
}

/**
 * What was never submitted exists for its holders only; what is restricted, for them and for those who were named and still
 * have a role here.
 */
export async function submissionScope(
  { db, actor }: Asking,
  { submissionId }: { submissionId: string },
): Promise<Scope | undefined> {
  const submission = await findSubmission(db, submissionId)
  if (!submission) return undefined
  const holds = await isHolder(db, submission, actor.personId)
  if (!holds && !submission.submittedAt) return undefined
  const scope = await callScope({ db, actor }, { callId: submission.callId })
  if (!scope) return undefined
  const named = submission.confidentiality === 'restricted' && (await isNamedHere({ db, actor }, submission, scope))
  if (submission.confidentiality === 'restricted' && !holds && !named) return undefined
  const review = actor.personId ? await findReviewOf(db, submissionId, actor.personId) : undefined
  const relations = asReviewer(actor, scope, review)
  if (named) relations.push('named_reader')
  if (holds) relations.push('holder')
  return { ...scope, relations }
}

/** Organisers answer questions of files that they do not see, a draft's too; not those of a restricted one. */
export async function framingQuestionScope(
  { db, actor }: Asking,
  { questionId }: { questionId: string },
): Promise<Scope | undefined> {
  const submissionId = await findSubmissionIdOfQuestion(db, questionId)
  const submission = submissionId && (await findSubmission(db, submissionId))
  if (!submission || (await listRestrictedAmong(db, [submission.id], actor.personId)).length > 0) return undefined
  return callScope({ db, actor }, { callId: submission.callId })
}

export async function reviewScope(
  { db, actor }: Asking,
  { reviewId }: { reviewId: string },
): Promise<Scope | undefined> {
  const review = await findReview(db, reviewId)
  const submission = review && (await findSubmission(db, review.submissionId))
  const scope = submission && (await callScope({ db, actor }, { callId: submission.callId }))
  if (!scope) return undefined
  if (submission.confidentiality === 'restricted' && !(await isNamedHere({ db, actor }, submission, scope)))
    return undefined
  return { ...scope, relations: asReviewer(actor, scope, review) }
}

async function isNamedHere({ db, actor }: Asking, submission: Submission, scope: Scope): Promise<boolean> {
  if (!actor.personId || !allows(actor.grants, 'submission.confidential', scope)) return false
  return isNamed(db, submission, actor.personId)
}

/** Counts as long as the role does that the submission was given for, and until its reviewer steps aside. */
function asReviewer(actor: Asking['actor'], scope: Scope, review: Review | undefined): Relation[] {
  const reviews = review?.reviewerId === actor.personId && review?.status !== 'recused'
  return reviews && allows(actor.grants, 'review.assigned', scope) ? ['assigned_reviewer'] : []
}

export async function correctionScope(
  asking: Asking,
  { correctionId }: { correctionId: string },
): Promise<Scope | undefined> {
  const correction = await findCorrection(asking.db, correctionId)
  return correction && submissionScope(asking, { submissionId: correction.submissionId })
}

/** Whoever holds an interview may take its moment back. */
export async function slotScope({ db, actor }: Asking, { slotId }: { slotId: string }): Promise<Scope | undefined> {
  const slot = await findSlot(db, slotId)
  const scope = slot && (await callScope({ db, actor }, { callId: slot.callId }))
  return scope && { ...scope, relations: slot.hostId === actor.personId ? ['host'] : [] }
}
