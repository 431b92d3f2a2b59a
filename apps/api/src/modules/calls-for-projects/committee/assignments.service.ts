import type { AssignmentWarning } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMail } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { listRoleHolders } from '../../identity/index.ts'
import { findSeason } from '../../seasons/index.ts'
import { tellHolders } from '../people/holders.service.ts'
import { nameReaders, unnameReader } from '../people/readers.repository.ts'
import { findCall, lockCall } from '../calls/calls.repository.ts'
import {
  countByReviewer,
  deleteUntouchedReview,
  findReviewOf,
  insertReview,
  updateReview,
} from '../reviews/reviews.repository.ts'
import { reviewsAssignedMail } from '../submissions/submission.mail.ts'
import { assertUnderReview } from '../submissions/submission.rules.ts'
import { findSubmission, lockSubmission, updateSubmission } from '../submissions/submissions.repository.ts'
import { findSettings, type MemberStanding } from './committee.repository.ts'
import { assertMayAssign, loadOf } from './committee.rules.ts'
import { isInForce } from './conflict.rules.ts'
import { isOpenTo } from './conflict.rules.ts'
import type { CommitteeFile } from './conflicts.repository.ts'
import { assertNoConflict, findConflict, readAtWork, type Knowing } from './conflicts.service.ts'
import { isExpert } from './expertise.rules.ts'
import { assertNoTie } from './known-ties.repository.ts'

type Writing = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'> & Knowing

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
  { db, jobs, actor, now, publicUrl, coachedElsewhere }: Writing,
  submissionId: string,
  reviewerId: string,
) {
  return db.transaction(async (tx) => {
    const { call, submission, season } = await hold(tx, submissionId)
    assertMayAssign(call, await findSettings(tx, call.id), now())
    assertUnderReview(submission.status)
    await assertNoTie(tx, submission, actor.personId)
    const work = await readAtWork({ db: tx, coachedElsewhere }, call, { submissionId, reviewerId })
    const [file, member] = [work.files[0]!, work.members[0]]
    if (!member) throw new AppError('not_found', 'There is no such reviewer in this season.')
    assertNoConflict(work.conflicts[0])
    const before = await findReviewOf(tx, submissionId, reviewerId)
    const review = before ?? (await insertReview(tx, { submissionId, reviewerId }))
    // Given to read by somebody named, and so named themself.
    if (submission.confidentiality === 'restricted') await nameReaders(tx, [{ submissionId, personId: reviewerId }])
    if (!before) {
      // One mail for a pile of files, not one for each.
      if (loadOf(member) === 0) await sendMail({ db: tx, jobs }, reviewsAssignedMail(member.email, season, publicUrl))
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
    const warnings = warningsOf(file, member, before ? 0 : 1)
    return { ...review!, reviewerName: member.name, score: null, warnings }
  })
}

function warningsOf({ wantedSkills }: CommitteeFile, member: MemberStanding, more: 0 | 1): AssignmentWarning[] {
  const over = member.capacity !== null && loadOf(member) + more > member.capacity
  return [
    ...(over ? (['over_capacity'] as const) : []),
    ...(isExpert(wantedSkills, member.expertise) ? [] : (['no_expertise'] as const)),
  ]
}

/** What was begun stays with its author, unless they are in conflict: then it is set aside, and no longer counts. */
export async function unassignReviewer(
  { db, actor, coachedElsewhere }: Pick<Deps, 'db' | 'actor'> & Knowing,
  submissionId: string,
  reviewerId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { call, submission, season } = await hold(tx, submissionId)
    await assertNoTie(tx, submission, actor.personId)
    const review = await findReviewOf(tx, submissionId, reviewerId)
    if (!review) throw new AppError('not_found', 'This person does not review this submission.')
    if (!(await deleteUntouchedReview(tx, submissionId, reviewerId))) {
      assertUnderReview(submission.status)
      const conflict = await findConflict({ db: tx, coachedElsewhere }, call, submissionId, reviewerId)
      if (review.status === 'recused' || !conflict || !isInForce(conflict))
        throw new AppError('review_started', 'This review was begun: it cannot be taken from its author.')
      await updateReview(tx, review.id, {
        status: 'recused',
        recusalReason: conflict.sources.find(({ reason }) => reason !== '')?.reason ?? '',
      })
    }
    await unnameReader(tx, submissionId, reviewerId)
    await audit(
      { db: tx, actor },
      { action: 'review.unassigned', subject: ['review', review.id], delegationId: season.delegationId },
    )
    await tell(tx, `person:${reviewerId}`, 'review.changed', review.id)
    await tell(tx, `season:${season.id}`, 'call.changed', call.id)
  })
}

/** Who could review this file, with what speaks for and against each. */
export async function readFileReviewers(deps: Pick<Deps, 'db' | 'actor'> & Knowing, submissionId: string) {
  const submission = await findSubmission(deps.db, submissionId)
  const call = submission && (await findCall(deps.db, submission.callId))
  if (!submission || !call) throw new AppError('not_found', 'There is no such submission.')
  await assertNoTie(deps.db, submission, deps.actor.personId)
  assertUnderReview(submission.status)
  const { files, members, conflicts } = await readAtWork(deps, call, { submissionId })
  const file = files[0]!
  const conflictOf = new Map(conflicts.map((conflict) => [conflict.reviewerId, conflict]))
  return members.map((member) => ({
    personId: member.personId,
    name: member.name,
    reviewStatus: file.reviews.find(({ reviewerId }) => reviewerId === member.personId)?.status ?? null,
    load: loadOf(member),
    capacity: member.capacity,
    expert: isExpert(file.wantedSkills, member.expertise),
    named: isOpenTo(file, member.personId),
    sources: conflictOf.get(member.personId)?.sources ?? [],
    dismissed: conflictOf.get(member.personId)?.dismissed ?? null,
  }))
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
