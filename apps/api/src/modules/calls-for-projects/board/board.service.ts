import type { BoardQuery } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findSeason } from '../../seasons/index.ts'
import { assertClosed } from '../calls/call.rules.ts'
import { findCall, lockCall } from '../calls/calls.repository.ts'
import { bySubmission, listHolders } from '../people/holders.repository.ts'
import { tellHolders } from '../people/holders.service.ts'
import { assertMove } from '../submissions/submission.rules.ts'
import { listBoard } from './board.repository.ts'
import { lockSubmissionsOf, setStatus } from './shortlist.repository.ts'

const noCall = () => new AppError('not_found', 'There is no such call.')

/** The table that compares all files of a call. */
export async function readBoard({ db, actor }: Pick<Deps, 'db' | 'actor'>, callId: string, query: BoardQuery) {
  const call = await findCall(db, callId)
  if (!call) throw noCall()
  const asking = { callId, criteria: call.criteria, personId: personOf({ actor }) }
  const { items, nextCursor } = await listBoard(db, asking, query)
  return {
    items: items.map(({ row: { assigned, done, recused, yes, no, ...row } }) => ({
      ...row,
      reviews: { assigned, done, recused },
      missing: assigned - done,
      feasible: { yes, no },
    })),
    nextCursor,
  }
}

/** All of them or none. Those that are so already stay as they are. */
export async function changeShortlist(
  { db, actor, now }: Pick<Deps, 'db' | 'actor' | 'now'>,
  callId: string,
  { submissionIds, shortlisted }: { submissionIds: string[]; shortlisted: boolean },
) {
  const wanted = [...new Set(submissionIds)]
  return db.transaction(async (tx) => {
    const call = await lockCall(tx, callId)
    const season = call && (await findSeason(tx, call.seasonId))
    if (!call || !season) throw noCall()
    assertClosed(call, now())
    const found = await lockSubmissionsOf(tx, callId, wanted)
    if (found.length < wanted.length) throw new AppError('not_found', 'There is no such submission in this call.')
    const holdersOf = bySubmission(await listHolders(tx, wanted))
    if (found.some(({ id }) => holdersOf(id).some(({ personId }) => personId === actor.personId)))
      throw new AppError('review_conflict_of_interest', 'One of these submissions is held by the same person.')
    const changing = found.filter(({ status }) => (status === 'shortlisted') !== shortlisted)
    const to = shortlisted ? 'shortlisted' : 'under_review'
    for (const { status } of changing) assertMove(status, to, 'organiser')
    const ids = changing.map(({ id }) => id)
    if (ids.length > 0) {
      await setStatus(tx, ids, to)
      await audit(
        { db: tx, actor },
        {
          action: shortlisted ? 'submissions.shortlisted' : 'submissions.unshortlisted',
          subject: ['call', callId],
          delegationId: season.delegationId,
          details: { count: ids.length },
        },
      )
      await tellHolders(tx, ids)
      await tell(tx, `season:${season.id}`, 'call.changed', callId)
    }
    return { changed: ids.length }
  })
}
