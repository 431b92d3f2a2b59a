import { answerTo, checkAnswers, isFileAnswer, questionsOf, type FileAnswer, type Question } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { dropFiles, keepUpload } from '../../../platform/files/files.service.ts'
import type { Upload } from '../../../platform/files/uploads.ts'
import { holdSeason } from '../../seasons/index.ts'
import { shareCall } from '../calls/calls.repository.ts'
import { findFileRights } from '../calls/late-rights.repository.ts'
import { assertMayAnswer, assertSeasonOpen, mayWrite } from '../calls/writing.rules.ts'
import { assertCorrectable } from '../corrections/corrections.service.ts'
import { tellHolders } from '../people/holders.service.ts'
import { asReviewersRead, readsAsReviewer } from '../reviews/blind.service.ts'
import { assertComplete, assertEditable } from '../submissions/submission.rules.ts'
import { findSubmission, lockSubmission, type Submission } from '../submissions/submissions.repository.ts'
import { sectionsOf } from './answers.service.ts'
import { deleteAnswerFiles, findAnswerFile, insertAnswerFile, setAnswers } from './forms.repository.ts'

type Writing = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now'>
type FileQuestion = Extract<Question, { kind: 'file' }>

const noFile = () => new AppError('not_found', 'There is no file here.')

/** The file in answer to a question, in place of the one that was there. It counts at once, also in what is submitted. */
export async function addAnswerFile(
  deps: Writing,
  submissionId: string,
  questionId: string,
  upload: Upload,
): Promise<FileAnswer> {
  return change(deps, submissionId, questionId, 'submission.file_added', async (tx, submission, question) => {
    assertTaken(question, upload)
    await dropFiles({ db: tx, jobs: deps.jobs }, await deleteAnswerFiles(tx, submissionId, [questionId]))
    const file = await keepUpload({ db: tx, actor: deps.actor }, upload)
    const { id } = await insertAnswerFile(tx, { submissionId, questionId, fileId: file.id })
    const answer = { id, name: upload.name, type: upload.type, size: upload.size }
    await setAnswers(tx, submissionId, { ...submission.answers, [questionId]: answer })
    return answer
  })
}

export async function removeAnswerFile(deps: Writing, submissionId: string, questionId: string): Promise<void> {
  await change(deps, submissionId, questionId, 'submission.file_removed', async (tx, submission) => {
    const gone = await deleteAnswerFiles(tx, submissionId, [questionId])
    if (gone.length === 0) throw noFile()
    await dropFiles({ db: tx, jobs: deps.jobs }, gone)
    const { [questionId]: _gone, ...answers } = submission.answers
    if (submission.status === 'submitted') {
      const sections = await sectionsOf(tx, submission)
      assertComplete(submission, checkAnswers(sections, answers, { complete: true }))
    }
    await setAnswers(tx, submissionId, answers)
  })
}

/** Reviewers get those that they read of: none that says whose file it is in the blind phase, none that is not sent back yet. */
export async function fileOfAnswer(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  submissionId: string,
  questionId: string,
): Promise<string> {
  const submission = await findSubmission(db, submissionId)
  const file = submission && (await findAnswerFile(db, submissionId, questionId))
  if (!file) throw noFile()
  if (await readsAsReviewer({ db, actor }, submission)) {
    const seen = answerTo((await asReviewersRead({ db }, submission)).submission.answers, questionId)
    if (!isFileAnswer(seen) || seen.id !== file.id) throw noFile()
  }
  return file.fileId
}

function assertTaken({ types, maxBytes }: FileQuestion, { type, size }: Upload): void {
  if (!types.includes(type))
    throw new AppError('file_type_refused', `This question takes ${types.join(', ')}, whatever a file's name says.`)
  if (size > maxBytes)
    throw new AppError('too_large', `This file is too large: at most ${(maxBytes / 1024 / 1024).toFixed(1)} MB.`)
}

async function change<Answer>(
  { db, actor, now }: Writing,
  submissionId: string,
  questionId: string,
  action: string,
  write: (tx: Deps['db'], submission: Submission, question: FileQuestion) => Promise<Answer>,
): Promise<Answer> {
  return db.transaction(async (tx) => {
    const callId = (await findSubmission(tx, submissionId))?.callId
    const call = callId && (await shareCall(tx, callId))
    const submission = call && (await lockSubmission(tx, submissionId))
    const season = call && (await holdSeason(tx, call.seasonId))
    if (!call || !submission || !season) throw new AppError('not_found', 'There is no such submission.')
    assertEditable(submission.status)
    assertSeasonOpen(season)
    if (submission.status === 'correction_asked') await assertCorrectable(tx, submissionId, now())
    assertMayAnswer(mayWrite(call, submission, await findFileRights(tx, submissionId), now()))
    const question = questionsOf(await sectionsOf(tx, submission)).find(({ id }) => id === questionId)
    if (question?.kind !== 'file') throw new AppError('not_found', 'No question of this form asks for this file.')
    const answer = await write(tx, submission, question)
    await audit({ db: tx, actor }, { action, subject: ['submission', submissionId], delegationId: season.delegationId })
    await tellHolders(tx, [submissionId])
    return answer
  })
}
