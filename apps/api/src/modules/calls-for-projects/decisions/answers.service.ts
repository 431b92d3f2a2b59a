import type { AnswerWordsDraft } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findSeason } from '../../seasons/index.ts'
import { findCall, lockCall } from '../calls/calls.repository.ts'
import { tiesOf } from '../committee/known-ties.repository.ts'
import { noWords } from './decision.rules.ts'
import { findAnswerWords, listAnswered, saveAnswerWords, type AnsweredFilter } from './decisions.repository.ts'

const noCall = () => new AppError('not_found', 'There is no such call.')

export async function readAnswered({ db, actor }: Pick<Deps, 'db' | 'actor'>, callId: string, filter: AnsweredFilter) {
  if (!(await findCall(db, callId))) throw noCall()
  const { items, nextCursor } = await listAnswered(db, callId, actor.personId, filter)
  const ids = items.map(({ submission }) => submission.id)
  const { tied } = await tiesOf(db, ids, actor.personId)
  return {
    items: items.map(({ submission, holderName }) => ({
      ...submission,
      submissionId: submission.id,
      holderName,
      own: tied.has(submission.id),
    })),
    nextCursor,
  }
}

/** What nobody wrote yet is the first version of it. */
export async function readAnswerWords({ db }: Pick<Deps, 'db'>, callId: string) {
  const row = await findAnswerWords(db, callId)
  return { ...(row?.words ?? noWords), version: row?.version ?? 1 }
}

export async function changeAnswerWords(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  callId: string,
  version: number,
  words: AnswerWordsDraft,
) {
  return db.transaction(async (tx) => {
    const call = await lockCall(tx, callId)
    const season = call && (await findSeason(tx, call.seasonId))
    if (!call || !season) throw noCall()
    if (call.status === 'decided')
      throw new AppError('decisions_published', 'The decisions of this call are published: the mails have left.')
    const before = await readAnswerWords({ db: tx }, callId)
    if (before.version !== version)
      throw new AppError('version_conflict', 'Somebody changed these texts in the meantime. Read them again.')
    const saved = await saveAnswerWords(tx, callId, words, version + 1)
    await audit(
      { db: tx, actor },
      { action: 'call.answer_words_changed', subject: ['call', callId], delegationId: season.delegationId },
    )
    await tell(tx, `season:${season.id}`, 'call.changed', callId)
    return { ...saved.words, version: saved.version }
  })
}
