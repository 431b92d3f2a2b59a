import { CompleteFile, type SubmissionFile, type SubmissionStatus } from '@essor/contracts'
import { AppError, type FieldError } from '../../../platform/errors.ts'

type Mover = 'holder' | 'organiser' | 'publication' | 'clock'

/** Every state a submission can be in, those it can go to from there, and by whose act. */
const moves: Record<SubmissionStatus, Partial<Record<SubmissionStatus, readonly Mover[]>>> = {
  draft: { submitted: ['holder'], withdrawn: ['holder'] },
  submitted: {
    correction_asked: ['organiser'],
    under_review: ['organiser'],
    shortlisted: ['organiser'],
    accepted: ['publication'],
    waitlisted: ['publication'],
    declined: ['publication'],
    withdrawn: ['holder'],
  },
  correction_asked: {
    submitted: ['holder', 'organiser'],
    under_review: ['holder', 'organiser'],
    accepted: ['publication'],
    waitlisted: ['publication'],
    declined: ['publication'],
    withdrawn: ['holder'],
  },
  under_review: {
    correction_asked: ['organiser'],
    shortlisted: ['organiser'],
    accepted: ['publication'],
    waitlisted: ['publication'],
    declined: ['publication'],
    withdrawn: ['holder'],
  },
  shortlisted: {
    correction_asked: ['organiser'],
    under_review: ['organiser'],
    accepted: ['publication'],
    waitlisted: ['publication'],
    declined: ['publication'],
    withdrawn: ['holder'],
  },
  accepted: { confirmed: ['holder'], turned_down: ['holder'], lapsed: ['clock'], withdrawn: ['holder'] },
  waitlisted: { accepted: ['clock', 'organiser'], withdrawn: ['holder'] },
  declined: {},
  confirmed: { withdrawn: ['holder', 'organiser'] },
  turned_down: {},
  lapsed: { accepted: ['organiser'] },
  withdrawn: {},
}

/** Those that are in, and not answered yet. */
export const undecided = [
  'submitted',
  'correction_asked',
  'under_review',
  'shortlisted',
] as const satisfies readonly SubmissionStatus[]

export function assertMove(from: SubmissionStatus, to: SubmissionStatus, by: Mover): void {
  if (!moves[from][to]?.includes(by))
    throw new AppError('submission_transition', `A submission that is ${from} cannot become ${to}.`)
}

/** What was sent once is not sent again by the same act: a correction is sent back as an answer to it. */
export function assertDraft(status: SubmissionStatus): void {
  if (status !== 'draft')
    throw new AppError('submission_transition', `A submission that is ${status} cannot become submitted.`)
}

/** Enough for someone who helps every structure of a town. */
const mostDrafts = 20

export function assertRoomForDraft(drafts: number): void {
  if (drafts >= mostDrafts)
    throw new AppError('too_many_of_these', `At most ${mostDrafts} drafts in one call; abandon one first.`)
}

export function assertEditable(status: SubmissionStatus): void {
  if (status !== 'draft' && status !== 'submitted' && status !== 'correction_asked')
    throw new AppError('submission_transition', `A submission that is ${status} can no longer be changed.`)
}

export function assertUnderReview(status: SubmissionStatus): void {
  if (!undecided.some((one) => one === status))
    throw new AppError('review_closed', `A submission that is ${status} is not reviewed or decided on.`)
}

/** Names every field that is still empty and every answer that is not right, so that the holder mends them in one go. */
export function assertComplete(file: SubmissionFile, answerErrors: readonly FieldError[]): void {
  const missing = (CompleteFile.safeParse(file).error?.issues ?? []).map(({ path }) => ({
    path: path.join('.'),
    message: 'This is needed to submit.',
    code: 'required',
  }))
  const errors = [...missing, ...answerErrors]
  if (errors.length === 0) return
  throw new AppError('submission_incomplete', 'Some fields are empty or not right yet. Your draft is saved.', errors)
}
