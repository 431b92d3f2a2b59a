import type { CorrectionDraft, CorrectionProposal } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell, tellEach } from '../../../platform/realtime/live.ts'
import { findPerson } from '../../identity/index.ts'
import { instantOf } from '../calls/call.rules.ts'
import { hold } from '../committee/assignments.service.ts'
import { assertNoTie } from '../committee/known-ties.repository.ts'
import { completeAnswers } from '../forms/answers.service.ts'
import { listHolders } from '../people/holders.repository.ts'
import { tellHolders } from '../people/holders.service.ts'
import { findReview, listReviewsOfAll } from '../reviews/reviews.repository.ts'
import { assertComplete, assertMove, assertUnderReview } from '../submissions/submission.rules.ts'
import { updateSubmission } from '../submissions/submissions.repository.ts'
import { correctionAnsweredMail, correctionAskedMail, correctionCancelledMail } from './correction.mail.ts'
import { assertAnswerByAhead, assertStillAnswerable, copyOf } from './correction.rules.ts'
import {
  cancelCorrections,
  countProposals,
  findAskedCorrection,
  findCorrection,
  insertCorrection,
  updateCorrection,
} from './corrections.repository.ts'
import { asRead } from './read-corrections.service.ts'

type Writing = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>
type Held = Awaited<ReturnType<typeof hold>>

const notFound = () => new AppError('not_found', 'There is no such correction.')

/** The file may be mended although the call is closed; a private decision on it stands as it is. */
export async function askCorrection(deps: Writing, submissionId: string, draft: CorrectionDraft) {
  return deps.db.transaction(async (tx) => {
    const held = await hold(tx, submissionId)
    const { call, submission, season } = held
    await assertNoTie(tx, submission, deps.actor.personId)
    assertMove(submission.status, 'correction_asked', 'organiser')
    const answerBy = instantOf(draft.answerBy, call.timeZone, 'later', 59_999)
    assertAnswerByAhead(answerBy, deps.now())
    await takeUp(tx, submissionId, draft.proposalId)
    const { kind, parts, message } = draft
    const correction = await insertCorrection(tx, {
      submissionId,
      askedBy: deps.actor.personId,
      status: 'asked',
      kind,
      parts,
      message,
      answerBy,
      before: copyOf(submission),
    })
    await updateSubmission(tx, submissionId, { status: 'correction_asked' })
    const holders = await listHolders(tx, [submissionId])
    await sendMails(
      { db: tx, jobs: deps.jobs },
      holders.map(({ email }) =>
        correctionAskedMail(
          email,
          season,
          { kind, parts, message, answerBy },
          {
            timeZone: call.timeZone,
            submissionId,
            restricted: submission.confidentiality === 'restricted',
            url: deps.publicUrl,
          },
        ),
      ),
    )
    await record({ ...deps, db: tx }, held, 'correction.asked')
    return asRead(tx, correction, held)
  })
}

/** The reviewer's proposal has become the organisers' own question. */
async function takeUp(db: Deps['db'], submissionId: string, proposalId: string | undefined): Promise<void> {
  if (!proposalId) return
  const proposal = await findCorrection(db, proposalId)
  if (proposal?.submissionId !== submissionId || proposal.status !== 'proposed') throw notFound()
  await updateCorrection(db, proposalId, { status: 'cancelled' })
}

/** More are no longer read. */
const mostProposals = 20

/** A reviewer never writes to a holder: organisers read it, and ask or not. */
export async function proposeCorrection(deps: Writing, reviewId: string, proposal: CorrectionProposal) {
  return deps.db.transaction(async (tx) => {
    const review = await findReview(tx, reviewId)
    if (!review) throw new AppError('not_found', 'There is no such review.')
    const held = await hold(tx, review.submissionId)
    assertUnderReview(held.submission.status)
    await assertNoTie(tx, held.submission, deps.actor.personId)
    if ((await countProposals(tx, review.submissionId)) >= mostProposals)
      throw new AppError('too_many_of_these', `At most ${mostProposals} proposals wait for the organisers.`)
    const correction = await insertCorrection(tx, {
      ...proposal,
      submissionId: review.submissionId,
      askedBy: personOf(deps),
      status: 'proposed',
    })
    await record({ ...deps, db: tx }, held, 'correction.proposed', { holders: false })
    return asRead(tx, correction, held)
  })
}

/** What the holder saved meanwhile stays: each save is a whole file. */
export async function cancelCorrection(deps: Writing, correctionId: string) {
  return deps.db.transaction(async (tx) => {
    const submissionId = (await findCorrection(tx, correctionId))?.submissionId
    if (!submissionId) throw notFound()
    const held = await hold(tx, submissionId)
    await assertNoTie(tx, held.submission, deps.actor.personId)
    const correction = await findCorrection(tx, correctionId)
    if (correction?.status !== 'asked' && correction?.status !== 'proposed') throw transition()
    const wasAsked = correction.status === 'asked'
    if (wasAsked) {
      await giveBack(tx, held, 'organiser')
      const holders = await listHolders(tx, [submissionId])
      await sendMails(
        { db: tx, jobs: deps.jobs },
        holders.map(({ email }) => correctionCancelledMail(email, held.season, submissionId, deps.publicUrl)),
      )
    }
    const cancelled = await updateCorrection(tx, correctionId, { status: 'cancelled' })
    await record({ ...deps, db: tx }, held, 'correction.cancelled', { holders: wasAsked })
    return asRead(tx, cancelled, held)
  })
}

export async function answerCorrection(deps: Writing, submissionId: string, version: number, note: string) {
  return deps.db.transaction(async (tx) => {
    const held = await hold(tx, submissionId)
    const { call, submission, season } = held
    const asked = await findAskedCorrection(tx, submissionId)
    if (!asked) throw transition()
    assertStillAnswerable(asked, deps.now())
    if (version !== submission.version)
      throw new AppError('version_conflict', 'This file was changed elsewhere in the meantime. Read it again.')
    const { answers, errors } = await completeAnswers({ db: tx, jobs: deps.jobs }, submission, submission.answers)
    assertComplete(submission, errors)
    const answered = await updateCorrection(tx, asked.id, {
      status: 'answered',
      note,
      answeredAt: deps.now(),
      after: copyOf({ ...submission, answers }),
    })
    await giveBack(tx, held, 'holder')
    const asker = asked.askedBy ? await findPerson(tx, asked.askedBy) : undefined
    const page = `${deps.publicUrl}/pilotage/saisons/${season.id}/appels/${call.id}/projets/${submissionId}`
    if (asker) await sendMails({ db: tx, jobs: deps.jobs }, [correctionAnsweredMail(asker.email, season, page)])
    await record({ ...deps, db: tx }, held, 'correction.answered')
    return asRead(tx, answered, held)
  })
}

/** For the saving of a file whose call is closed. */
export async function assertCorrectable(db: Deps['db'], submissionId: string, now: Date): Promise<void> {
  const asked = await findAskedCorrection(db, submissionId)
  if (!asked) throw transition()
  assertStillAnswerable(asked, now)
}

/** For files that are withdrawn or answered. */
export const endCorrections = cancelCorrections

const transition = () => new AppError('correction_transition', 'No correction is asked for here, or no longer.')

/** Back to the committee: under review where someone has it to read. */
async function giveBack(db: Deps['db'], { submission }: Held, by: 'holder' | 'organiser'): Promise<void> {
  const reviews = await listReviewsOfAll(db, [submission.id])
  const status = reviews.some((review) => review.status !== 'recused') ? 'under_review' : 'submitted'
  assertMove(submission.status, status, by)
  await updateSubmission(db, submission.id, { status })
}

async function record(
  { db, actor }: Writing,
  { call, submission, season }: Held,
  action: string,
  { holders }: { holders: boolean } = { holders: true },
): Promise<void> {
  await audit({ db, actor }, { action, subject: ['submission', submission.id], delegationId: season.delegationId })
  if (holders) await tellHolders(db, [submission.id])
  const reviews = await listReviewsOfAll(db, [submission.id])
  await tellEach(
    db,
    reviews.map(({ id, reviewerId }) => ({ topic: `person:${reviewerId}` as const, type: 'review.changed', id })),
  )
  await tell(db, `season:${season.id}`, 'call.changed', call.id)
}
