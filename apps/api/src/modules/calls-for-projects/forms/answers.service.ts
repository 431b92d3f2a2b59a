import { answersToKeep, answerTo, checkAnswers, questionsOf, type Answers, type FormSection } from '@essor/contracts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError, type FieldError } from '../../../platform/errors.ts'
import { dropFiles } from '../../../platform/files/files.service.ts'
import type { Submission } from '../submissions/submissions.repository.ts'
import { communeErrors } from './communes.service.ts'
import { deleteAnswerFiles, findFormVersion, findPublishedForm } from './forms.repository.ts'

type Following = Pick<Submission, 'id' | 'callId' | 'formVersion' | 'answers'>

/** The version of the call's form that a file begun now follows. */
export async function currentFormVersion(db: Deps['db'], callId: string): Promise<number | null> {
  return (await findPublishedForm(db, callId))?.version ?? null
}

/** The questions that a file follows. */
export async function sectionsOf(
  db: Deps['db'],
  { callId, formVersion }: Pick<Following, 'callId' | 'formVersion'>,
): Promise<FormSection[]> {
  return formVersion === null ? [] : ((await findFormVersion(db, callId, formVersion))?.sections ?? [])
}

/** What is kept of a draft's answers: anything that could be an answer to its question, however little of it is there. */
export async function draftAnswers(db: Deps['db'], submission: Following, sent: Answers): Promise<Answers> {
  const sections = await sectionsOf(db, submission)
  const answers = withStoredFiles(sections, sent, submission.answers)
  const errors = [...checkAnswers(sections, answers, { complete: false }), ...(await communeErrors(sections, answers))]
  if (errors.length > 0)
    throw new AppError(
      'invalid_input',
      'Some answers do not fit their questions. What was saved before is kept.',
      errors,
    )
  return answers
}

/** What is kept of a submitted file's answers, and what is wrong with them; nothing that is not asked stays. */
export async function completeAnswers(
  { db, jobs }: Pick<Deps, 'db' | 'jobs'>,
  submission: Following,
  sent: Answers,
): Promise<{ answers: Answers; errors: FieldError[] }> {
  const sections = await sectionsOf(db, submission)
  const answers = withStoredFiles(sections, sent, submission.answers)
  const kept = answersToKeep(sections, answers)
  const errors = [...checkAnswers(sections, answers, { complete: true }), ...(await communeErrors(sections, kept))]
  if (errors.length === 0) await dropAnswerFiles({ db, jobs }, submission, kept)
  return { answers: kept, errors }
}

/** The files of questions that these answers no longer hold go. */
export async function dropAnswerFiles(
  { db, jobs }: Pick<Deps, 'db' | 'jobs'>,
  submission: Pick<Following, 'id' | 'answers'>,
  kept: Answers,
): Promise<void> {
  const gone = Object.keys(submission.answers).filter((id) => answerTo(kept, id) === undefined)
  await dropFiles({ db, jobs }, await deleteAnswerFiles(db, submission.id, gone))
}

/** Files come in and go by themselves: what a form sends in their place may be older. */
function withStoredFiles(sections: readonly FormSection[], sent: Answers, stored: Answers): Answers {
  const answers = { ...sent }
  for (const { id, kind } of questionsOf(sections)) {
    if (kind !== 'file') continue
    const file = answerTo(stored, id)
    if (file === undefined) delete answers[id]
    else answers[id] = file
  }
  return answers
}
