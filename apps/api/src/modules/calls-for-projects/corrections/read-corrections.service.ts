import { questionsOf } from '@essor/contracts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { findCall, type Call } from '../calls/calls.repository.ts'
import { sectionsOf } from '../forms/answers.service.ts'
import { isHolder } from '../people/holders.repository.ts'
import { withoutIdentity } from '../reviews/blind.rules.ts'
import { hiddenQuestions, readsAsReviewer } from '../reviews/blind.service.ts'
import { findSubmission, type Submission } from '../submissions/submissions.repository.ts'
import { changesBetween, type FileCopy } from './correction.rules.ts'
import { listCorrections, type CorrectionRow } from './corrections.repository.ts'

interface About {
  call: Pick<Call, 'timeZone'>
  submission: Pick<Submission, 'callId' | 'formVersion'>
}

/** With what its answer changed; `seen` takes from both copies what the one asking may not see. */
export async function asRead(
  db: Deps['db'],
  correction: CorrectionRow,
  { call, submission }: About,
  seen: (file: FileCopy) => FileCopy = (file) => file,
) {
  const { before, after } = correction
  const questions = before && after ? questionsOf(await sectionsOf(db, submission)) : []
  const labels = new Map(questions.map(({ id, label }) => [id, label]))
  return {
    ...correction,
    timeZone: call.timeZone,
    changes: before && after ? changesBetween(seen(before), seen(after), labels) : [],
  }
}

/**
 * Organisers see all, holders what they are asked, reviewers their own proposals and what came of the others. In the blind
 * phase the change of a name is no change for reviewers.
 */
export async function readCorrections({ db, actor }: Pick<Deps, 'db' | 'actor'>, submissionId: string) {
  const submission = await findSubmission(db, submissionId)
  const call = submission && (await findCall(db, submission.callId))
  if (!submission || !call) throw new AppError('not_found', 'There is no such submission.')
  const rows = await listCorrections(db, submissionId)
  const holder = await isHolder(db, submission, actor.personId)
  const reviewer = await readsAsReviewer({ db, actor }, submission)
  const hidden = await hiddenQuestions({ db, actor }, submission)
  const shown = rows.filter(
    ({ answerBy, askedBy }) => answerBy !== null || (!holder && (!reviewer || askedBy === actor.personId)),
  )
  return Promise.all(
    shown.map(async (row) => ({
      ...(await asRead(db, row, { call, submission }, hidden && ((file) => withoutIdentity(file, hidden)))),
      // Words to the holder may call them by their name.
      ...(hidden && row.askedBy !== actor.personId ? { message: '', note: '' } : {}),
    })),
  )
}
