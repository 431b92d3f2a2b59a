import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMail } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findPerson, listRoleHolders } from '../../identity/index.ts'
import { findSeason } from '../../seasons/index.ts'
import { isHolder } from '../people/holders.repository.ts'
import { tellHolders } from '../people/holders.service.ts'
import { assertClosed } from '../calls/call.rules.ts'
import { findCall, lockCall } from '../calls/calls.repository.ts'
import { countByReviewer, deleteUntouchedReview, findReviewOf, insertReview } from '../reviews/reviews.repository.ts'
import { reviewsAssignedMail } from '../submissions/submission.mail.ts'
import { assertUnderReview } from '../submissions/submission.rules.ts'
import { findSubmission, lockSubmission, updateSubmission } from '../submissions/submissions.repository.ts'

type Writing = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>

/** Everyone who may review in the season of this call, with what they have to do in it. */
export async function readReviewers({ db }: Pick<Deps, 'db'>, callId: string) {
  const call = await findCall(db, callId)
  if (!call) throw new AppError('not_found', 'There is no such call.')
  const holders = await listRoleHolders(db, 'reviewer', 'season', call.seasonId)
  const loads = new Map((await countByReviewer(db, callId)).map((load) => [load.reviewerId, load]))
  return holders.map(({ id, name }) => ({
    id,
    name,
    assigned: loads.get(id)?.assigned ?? 0,
    done: loads.get(id)?.done ?? 0,
  }))
}

/** Giving someone a submission twice is giving it once. */
export async function assignReviewer(
  { db, jobs, actor, now, publicUrl }: Writing,
  submissionId: string,
  reviewerId: string,
) {
  return db.transaction(async (tx) => {
    const { call, submission, season } = await hold(tx, submissionId)
    assertClosed(call, now())
    assertUnderReview(submission.status)
    await assertNotHolder(tx, submission, actor.personId)
    const reviewer = (await listRoleHolders(tx, 'reviewer', 'season', season.id)).find(({ id }) => id === reviewerId)
    if (!reviewer) throw new AppError('not_found', 'There is no such reviewer in this season.')
    await assertNotHolder(tx, submission, reviewerId)
    const before = await findReviewOf(tx, submissionId, reviewerId)
    if (before?.status === 'recused')
      throw new AppError('review_conflict_of_interest', 'This person has recused themself from this submission.')
    const review = before ?? (await insertReview(tx, { submissionId, reviewerId }))
    if (!before) {
      const load = (await countByReviewer(tx, call.id)).find((one) => one.reviewerId === reviewerId)
      const person = load?.assigned === 1 ? await findPerson(tx, reviewerId) : undefined
      // One mail for a pile of files, not one for each.
      if (person) await sendMail({ db: tx, jobs }, reviewsAssignedMail(person.email, season, publicUrl))
      await audit(
        { db: tx, actor },
        { action: 'review.assigned', subject: ['review', review!.id], delegationId: season.delegationId },
      )
      await tell(tx, `person:${reviewerId}`, 'review.changed', review!.id)
    }
    if (submission.status === 'submitted') {
      await updateSubmission(tx, submissionId, { status: 'under_review' })
      await tellHolders(tx, [submissionId])
    }
    await tell(tx, `season:${season.id}`, 'call.changed', call.id)
    return { ...review!, reviewerName: reviewer.name, score: null }
  })
}

export async function unassignReviewer(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  submissionId: string,
  reviewerId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { call, submission, season } = await hold(tx, submissionId)
    await assertNotHolder(tx, submission, actor.personId)
    const review = await findReviewOf(tx, submissionId, reviewerId)
    if (!review) throw new AppError('not_found', 'This person does not review this submission.')
    if (!(await deleteUntouchedReview(tx, submissionId, reviewerId)))
      throw new AppError('review_started', 'This review was begun: it cannot be taken from its author.')
    await audit(
      { db: tx, actor },
      { action: 'review.unassigned', subject: ['review', review.id], delegationId: season.delegationId },
    )
    await tell(tx, `person:${reviewerId}`, 'review.changed', review.id)
    await tell(tx, `season:${season.id}`, 'call.changed', call.id)
  })
}

/** The call first, as everywhere, so that two changes never wait for each other. */
export async function hold(db: Deps['db'], submissionId: string) {
  const callId = (await findSubmission(db, submissionId))?.callId
  const call = callId && (await lockCall(db, callId))
  const submission = call && (await lockSubmission(db, submissionId))
  const season = call && (await findSeason(db, call.seasonId))
  if (!call || !submission || !season) throw new AppError('not_found', 'There is no such submission.')
  return { call, submission, season }
}

/** Nobody has a hand in the answer to their own submission, whatever other role they have. */
export async function assertNotHolder(
  db: Deps['db'],
  submission: { id: string; holderId: string },
  personId: string | null,
): Promise<void> {
  if (await isHolder(db, submission, personId))
    throw new AppError('review_conflict_of_interest', 'This submission is held by the same person.')
}
