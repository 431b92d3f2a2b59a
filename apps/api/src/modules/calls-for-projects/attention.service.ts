import type { Deps } from '../../platform/deps.ts'
import { countCommitteeTrouble } from './committee/committee-attention.repository.ts'
import { countCorrections, listCorrectionTasks } from './corrections/corrections.repository.ts'
import { listInterviewsAhead, listInterviewsToBook } from './interviews/interviews.repository.ts'
import { countWaitingQuestions } from './framing/framing-questions.repository.ts'
import { findSeason } from '../seasons/index.ts'
import { countCallsWithoutReaders } from './people/readers.repository.ts'
import { countDraftCalls, countToAnswer, listHolderTasks, listReviewTasks } from './attention.repository.ts'

type Reading = Pick<Deps, 'db' | 'now'>

/** What this organiser of the season should look at, of what they may see; only what is there. */
export async function attentionOf(
  { db, now, actor }: Reading & Partial<Pick<Deps, 'actor'>>,
  seasonId: string,
): Promise<{ code: string; count: number }[]> {
  const personId = actor?.personId ?? null
  const answers = await countToAnswer(db, seasonId, personId, now())
  const season = await findSeason(db, seasonId)
  const committee = await countCommitteeTrouble(db, seasonId, personId, now())
  const corrections = await countCorrections(db, seasonId, personId, now())
  const sum = (of: (row: (typeof answers)[number]) => number) => answers.reduce((total, row) => total + of(row), 0)
  return [
    { code: 'calls.drafts_to_publish', count: await countDraftCalls(db, seasonId) },
    { code: 'calls.framing_questions', count: await countWaitingQuestions(db, seasonId, personId) },
    { code: 'calls.submissions_unassigned', count: sum(({ unassigned }) => unassigned) },
    { code: 'calls.reviews_missing', count: sum(({ unfinished }) => unfinished) },
    { code: 'calls.reviews_late', count: committee.late },
    { code: 'calls.reviews_in_conflict', count: committee.inConflict },
    { code: 'calls.corrections_proposed', count: corrections.proposed },
    { code: 'calls.corrections_overdue', count: corrections.overdue },
    { code: 'calls.submissions_to_decide', count: sum(({ toDecide }) => toDecide) },
    { code: 'calls.decisions_to_publish', count: answers.filter(({ undecided }) => undecided === 0).length },
    {
      code: 'calls.confidential_readers_to_name',
      count: season ? await countCallsWithoutReaders(db, { delegationId: season.delegationId, seasonId }) : 0,
    },
  ].filter(({ count }) => count > 0)
}

export interface Task {
  code: string
  seasonId: string
  subjectId: string
  title: string
  dueAt: Date | null
}

/** What is this person's to do next: files to send, answers to give, reviews to write. */
export async function nextFor({ db, now }: Reading, personId: string): Promise<Task[]> {
  const files = await listHolderTasks(db, personId, now())
  const reviews = await listReviewTasks(db, personId)
  const corrections = await listCorrectionTasks(db, personId, now())
  const toBook = await listInterviewsToBook(db, personId, now())
  const interviews = await listInterviewsAhead(db, personId, now())
  return [
    ...corrections.map(({ id, title, seasonId, answerBy }) => ({
      code: 'calls.correction_to_answer',
      seasonId,
      subjectId: id,
      title,
      dueAt: answerBy,
    })),
    ...toBook.map(({ id, title, seasonId }) => ({
      code: 'calls.interview_to_book',
      seasonId,
      subjectId: id,
      title,
      dueAt: null,
    })),
    ...interviews.map(({ callId, submissionId, title, seasonId, startsAt, hosts }) => ({
      code: hosts ? 'calls.interview_to_hold' : 'calls.interview_to_attend',
      seasonId,
      subjectId: hosts ? callId : submissionId,
      title,
      dueAt: startsAt,
    })),
    ...files.map(({ id, title, status, seasonId, closesAt, confirmBy }) => ({
      code: status === 'draft' ? 'calls.draft_to_submit' : 'calls.answer_to_confirm',
      seasonId,
      subjectId: id,
      title,
      dueAt: status === 'draft' ? closesAt : confirmBy,
    })),
    ...reviews.map(({ id, title, seasonId, dueAt }) => ({
      code: 'calls.review_to_write',
      seasonId,
      subjectId: id,
      title,
      dueAt,
    })),
  ]
}
