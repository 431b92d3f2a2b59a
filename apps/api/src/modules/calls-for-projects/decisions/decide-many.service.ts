import type { DecisionFate, ManyDecisions } from '@essor/contracts'
import { auditAll } from '../../../platform/audit/audit.repository.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findSeason } from '../../seasons/index.ts'
import { assertClosed } from '../calls/call.rules.ts'
import { lockCall } from '../calls/calls.repository.ts'
import { tiesOf } from '../committee/known-ties.repository.ts'
import { listRestrictedAmong } from '../people/visibility.repository.ts'
import { undecided } from '../submissions/submission.rules.ts'
import { decideAll, lockSubmissions } from './decisions.repository.ts'

/** Those that cannot be decided so are told one by one; the others are decided all the same. */
export async function decideMany(
  { db, actor, now }: Pick<Deps, 'db' | 'actor' | 'now'>,
  callId: string,
  { submissions, outcome, reason }: ManyDecisions,
) {
  return db.transaction(async (tx) => {
    const call = await lockCall(tx, callId)
    const season = call && (await findSeason(tx, call.seasonId))
    if (!call || !season) throw new AppError('not_found', 'There is no such call.')
    assertClosed(call, now())
    const ids = submissions.map(({ id }) => id)
    const found = new Map((await lockSubmissions(tx, callId, ids)).map((row) => [row.id, row]))
    const { tied } = await tiesOf(tx, ids, actor.personId)
    const hidden = new Set(await listRestrictedAmong(tx, ids, actor.personId))
    const fateOf = ({ id, version }: { id: string; version: number }): DecisionFate => {
      const row = found.get(id)
      // Nobody but its holder knows of what was never submitted, nor but those named for it of what is restricted.
      if (!row?.submittedAt || hidden.has(id)) return 'not_found'
      if (tied.has(id)) return 'conflict_of_interest'
      if (!undecided.some((status) => status === row.status)) return 'not_undecided'
      return row.version === version ? 'decided' : 'changed_meanwhile'
    }
    const fates = submissions.map((one) => ({ submissionId: one.id, fate: fateOf(one) }))
    const decided = fates.filter(({ fate }) => fate === 'decided').map(({ submissionId }) => submissionId)
    const versions = decided.length > 0 ? await decideAll(tx, callId, decided, { outcome, reason }) : new Map()
    await auditAll(
      { db: tx, actor },
      decided.map((id) => ({
        action: 'decision.prepared',
        subject: ['submission', id],
        delegationId: season.delegationId,
        details: found.get(id)!.confidentiality === 'restricted' ? {} : { outcome },
      })),
    )
    if (decided.length > 0) await tell(tx, `season:${season.id}`, 'call.changed', call.id)
    return {
      results: fates.map((one) => ({
        ...one,
        version:
          versions.get(one.submissionId) ?? (one.fate === 'not_found' ? null : found.get(one.submissionId)!.version),
      })),
    }
  })
}
