import type { ReviewContent, ReviewStatus } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findPerson } from '../../identity/index.ts'
import { findSeason } from '../../seasons/index.ts'
import { tieRefused, tiesOf } from '../committee/known-ties.repository.ts'
import { findCall, shareCall, type Call } from '../calls/calls.repository.ts'
import { unnameReader } from '../people/readers.repository.ts'
import { asReviewersRead, readsAsReviewer } from './blind.service.ts'
import { findSettings } from './review-settings.repository.ts'
import { assertMarksFit, assertReviewComplete, assertWritable, visibleReviews, weightedScore } from './review.rules.ts'
import { findReview, listOwnReviews, listReviews, lockReview, updateReview, type Review } from './reviews.repository.ts'
import { assertUnderReview, undecided } from '../submissions/submission.rules.ts'
import { findSubmission, findSubmissionWithCall } from '../submissions/submissions.repository.ts'

type Asking = Pick<Deps, 'db' | 'actor'>

const notFound = () => new AppError('not_found', 'There is no such review.')

const withScore = <Row extends Review>(review: Row, criteria: Call['criteria']) => ({
  ...review,
  score: review.status === 'done' ? weightedScore(criteria, review.marks) : null,
})

export async function readReviews({ db, actor }: Asking, submissionId: string) {
  const submission = await findSubmission(db, submissionId)
  const call = submission && (await findCall(db, submission.callId))
  if (!submission || !call) throw new AppError('not_found', 'There is no such submission.')
  const { others } = await findSettings(db, call.id)
  const { tied } = await tiesOf(db, [submissionId], actor.personId)
  const all = await listReviews(db, submissionId)
  const own = all.filter(({ reviewerId }) => reviewerId === actor.personId)
  // Whoever stepped aside, or was set aside, still reads their own words.
  if (tied.size > 0 && own.length === 0) throw tieRefused()
  const rows =
    tied.size > 0
      ? own
      : visibleReviews(
          all,
          personOf({ actor }),
          others === 'never' && (await readsAsReviewer({ db, actor }, submission)),
        )
  return rows.map((review) => withScore(review, call.criteria))
}

export async function readReview({ db }: Pick<Deps, 'db'>, reviewId: string) {
  const review = await findReview(db, reviewId)
  const found = review && (await findSubmissionWithCall(db, review.submissionId))
  const reviewer = review && (await findPerson(db, review.reviewerId))
  if (!review || !found || !reviewer) throw notFound()
  const { call, seasonName } = found
  return {
    ...withScore(review, call.criteria),
    reviewerName: reviewer.name,
    ...(await asReviewersRead({ db }, found.submission)),
    settings: await findSettings(db, call.id),
    call: { ...call, seasonName },
  }
}

export async function readOwnReviews({ db, actor }: Asking, filter: PageOf & { status?: ReviewStatus | undefined }) {
  const { items, nextCursor } = await listOwnReviews(db, personOf({ actor }), filter)
  return {
    items: items.map(({ review, submission, call, seasonName, blind }) => ({
      ...review,
      submissionTitle: submission.title,
      structure: blind ? '' : submission.structure,
      callId: call.id,
      callTitle: call.title,
      seasonId: call.seasonId,
      seasonName,
      writable:
        (review.status === 'assigned' || review.status === 'draft') &&
        undecided.some((status) => status === submission.status),
    })),
    nextCursor,
  }
}

export async function saveReview(deps: Asking, reviewId: string, version: number, content: ReviewContent) {
  return change(deps, reviewId, version, 'review.saved', (_, { criteria }) => {
    assertMarksFit(criteria, content)
    return { ...content, status: 'draft' }
  })
}

export async function finishReview(deps: Asking, reviewId: string, version: number) {
  return change(deps, reviewId, version, 'review.done', async (review, { id, criteria }, db) => {
    const { commentMinLength } = await findSettings(db, id)
    assertReviewComplete(criteria, review, commentMinLength)
    return { status: 'done' }
  })
}

/** Whatever was marked is set aside: someone in conflict has no say. */
export async function recuse(deps: Asking, reviewId: string, reason: string) {
  return change(deps, reviewId, undefined, 'review.recused', async ({ submissionId, reviewerId }, _call, db) => {
    await unnameReader(db, submissionId, reviewerId)
    return { status: 'recused', recusalReason: reason }
  })
}

async function change(
  { db, actor }: Asking,
  reviewId: string,
  version: number | undefined,
  action: string,
  decide: (review: Review, call: Call, db: Asking['db']) => Partial<Review> | Promise<Partial<Review>>,
) {
  return db.transaction(async (tx) => {
    const submissionId = (await findReview(tx, reviewId))?.submissionId
    const callId = submissionId && (await findSubmission(tx, submissionId))?.callId
    const call = callId && (await shareCall(tx, callId))
    const submission = call && (await findSubmission(tx, submissionId))
    const review = call && (await lockReview(tx, reviewId))
    if (!call || !submission || !review) throw notFound()
    assertUnderReview(submission.status)
    assertWritable(review.status)
    if (version !== undefined && version !== review.version)
      throw new AppError('version_conflict', 'This review was changed elsewhere in the meantime. Read it again.')
    const changed = await updateReview(tx, reviewId, await decide(review, call, tx))
    const season = await findSeason(tx, call.seasonId)
    await audit(
      { db: tx, actor },
      { action, subject: ['review', reviewId], delegationId: season?.delegationId ?? null },
    )
    await tell(tx, `person:${review.reviewerId}`, 'review.changed', reviewId)
    await tell(tx, `season:${call.seasonId}`, 'call.changed', call.id)
    const author = await findPerson(tx, review.reviewerId)
    return { ...withScore(changed, call.criteria), reviewerName: author?.name ?? '' }
  })
}
