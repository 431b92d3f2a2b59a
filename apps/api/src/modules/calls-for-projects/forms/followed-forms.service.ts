import { answersCarriedOver, formChanges, type SubmissionForm } from '@essor/contracts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { findSubmission, type Submission } from '../submissions/submissions.repository.ts'
import { change } from '../submissions/submissions.service.ts'
import { dropAnswerFiles, sectionsOf } from './answers.service.ts'
import { findPublishedForm } from './forms.repository.ts'

/** The questions that a file follows, and for a draft what a newer version would change. What is submitted stays on its own. */
export async function readSubmissionForm({ db }: Pick<Deps, 'db'>, submissionId: string): Promise<SubmissionForm> {
  const submission = await findSubmission(db, submissionId)
  if (!submission) throw new AppError('not_found', 'There is no such submission.')
  const sections = await sectionsOf(db, submission)
  const newest = submission.status === 'draft' ? await findPublishedForm(db, submission.callId) : undefined
  return {
    version: submission.formVersion,
    sections,
    newer:
      newest && newest.version !== submission.formVersion
        ? { version: newest.version, changes: formChanges(sections, newest.sections) }
        : null,
  }
}

/** In one act: the draft follows the newest version, and keeps what it answered to questions that are still asked so. */
export async function takeOverForm(
  deps: Parameters<typeof change>[0],
  submissionId: string,
  version: number,
  formVersion: number,
): Promise<Submission> {
  return change(deps, submissionId, version, async ({ db, submission }) => {
    if (submission.status !== 'draft')
      throw new AppError('submission_transition', 'What was submitted stays on the form that it answered.')
    const newest = await findPublishedForm(db, submission.callId)
    if (newest?.version !== formVersion)
      throw new AppError('form_not_newest', 'Another version was published in the meantime. Read what it changes.')
    const answers = answersCarriedOver(await sectionsOf(db, submission), newest.sections, submission.answers)
    await dropAnswerFiles({ db, jobs: deps.jobs }, submission, answers)
    return { action: 'submission.form_taken_over', to: { formVersion, answers } }
  })
}
