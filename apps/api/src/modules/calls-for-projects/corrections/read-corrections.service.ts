import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { findCall, type Call } from '../calls/calls.repository.ts'
import { isHolder } from '../people/holders.repository.ts'
import { readsAsReviewer } from '../reviews/blind.service.ts'
import { blindPhaseLasts, withoutIdentity } from '../reviews/blind.rules.ts'
import { findSettings } from '../reviews/review-settings.repository.ts'
import { findSubmission } from '../submissions/submissions.repository.ts'
import { changesBetween, type FileCopy } from './correction.rules.ts'
import { listCorrections, type CorrectionRow } from './corrections.repository.ts'

/** With what its answer changed; `seen` takes from both copies what the one asking may not see. */
export const asRead = (
  correction: CorrectionRow,
  { timeZone }: Pick<Call, 'timeZone'>,
  seen: (file: FileCopy) => FileCopy = (file) => file,
) => ({
  ...correction,
  timeZone,
  changes: correction.before && correction.after ? changesBetween(seen(correction.before), seen(correction.after)) : [],
})

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
  const blind = reviewer && blindPhaseLasts(await findSettings(db, call.id))
  return rows
    .filter(({ answerBy, askedBy }) => answerBy !== null || (!holder && (!reviewer || askedBy === actor.personId)))
    .map((row) => ({
      ...asRead(row, call, blind ? (file) => withoutIdentity(file, new Set()) : undefined),
      // Words to the holder may call them by their name.
      ...(blind && row.askedBy !== actor.personId ? { message: '', note: '' } : {}),
    }))
}
