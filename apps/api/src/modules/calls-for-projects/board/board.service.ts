import type { BoardQuery } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findSeason } from '../../seasons/index.ts'
import { assertClosed } from '../calls/call.rules.ts'
import { findCall, lockCall } from '../calls/calls.repository.ts'
import { listTiesInCall, tieRefused, tiesOf } from '../committee/known-ties.repository.ts'
import { tellHolders } from '../people/holders.service.ts'
import { listRestrictedAmong } from '../people/visibility.repository.ts'
import { assertMove } from '../submissions/submission.rules.ts'
import { listBoard } from './board.repository.ts'
import { lockSubmissionsOf, setStatus } from './shortlist.repository.ts'

const noCall = () => new AppError('not_found', 'There is no such call.')

/** The table that compares all files of a call. */
export async function readBoard({ db, actor }: Pick<Deps, 'db' | 'actor'>, callId: string, query: BoardQuery) {
  const call = await findCall(db, callId)
  if (!call) throw noCall()
  const personId = personOf({ actor })
  const ties = await listTiesInCall(db, callId, [personId])
  const tied = ties.map(({ submissionId }) => submissionId)
  const asking = { callId, criteria: call.criteria, personId, tied }
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
    const hidden = await listRestrictedAmong(tx, wanted, actor.personId)
    if (found.length < wanted.length || hidden.length > 0)
      throw new AppError('not_found', 'There is no such submission in this call.')
    const { tied } = await tiesOf(tx, wanted, actor.personId)
    if (tied.size > 0) throw tieRefused()
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
