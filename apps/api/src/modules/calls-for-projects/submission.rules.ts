import { CompleteFile, type SubmissionFile, type SubmissionStatus } from '@essor/contracts'
import { AppError } from '../../platform/errors.ts'

/** What a holder may do with their submission. What reviewers and organisers do to it is below. */
const holderMoves: Record<SubmissionStatus, readonly SubmissionStatus[]> = {
  draft: ['submitted', 'withdrawn'],
  submitted: ['withdrawn'],
  under_review: ['withdrawn'],
  accepted: ['confirmed', 'withdrawn'],
  waitlisted: ['withdrawn'],
  declined: [],
  confirmed: [],
  withdrawn: [],
}

/** Those that are in, and not answered yet. */
export const undecided = ['submitted', 'under_review'] as const satisfies readonly SubmissionStatus[]

export function assertHolderMove(from: SubmissionStatus, to: SubmissionStatus): void {
  if (!holderMoves[from].includes(to))
    throw new AppError('submission_transition', `A submission that is ${from} cannot become ${to}.`)
}

export function assertEditable(status: SubmissionStatus): void {
  if (status !== 'draft' && status !== 'submitted')
    throw new AppError('submission_transition', `A submission that is ${status} can no longer be changed.`)
}

export function assertUnderReview(status: SubmissionStatus): void {
  if (!undecided.some((one) => one === status))
    throw new AppError('review_closed', `A submission that is ${status} is not reviewed or decided on.`)
}

/** Names every field that is still empty, so that the holder mends them in one go. */
export function assertComplete(file: SubmissionFile): void {
  const { error } = CompleteFile.safeParse(file)
  if (!error) return
  const errors = error.issues.map(({ path }) => ({
    path: path.join('.'),
    message: 'This is needed to submit.',
    code: 'required',
  }))
  throw new AppError('submission_incomplete', 'Some fields are still empty. Your draft is saved.', errors)
}
