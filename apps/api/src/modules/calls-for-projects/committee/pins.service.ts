import type { PinDraft } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { assertUnderReview } from '../submissions/submission.rules.ts'
import { hold } from './assignments.service.ts'
import { listMembers } from './committee.repository.ts'
import { canBeDismissed } from './conflict.rules.ts'
import { findConflict, type Knowing } from './conflicts.service.ts'
import { assertNoTie } from './known-ties.repository.ts'
import { removePin, writePin } from './ties.repository.ts'

type Pinning = Pick<Deps, 'db' | 'actor'> & Knowing

/** Settles by hand whether a reviewer and a file go together. Nobody clears themself. */
export async function pinConflict(
  { coachedElsewhere, ...deps }: Pinning,
  submissionId: string,
  reviewerId: string,
  { stance, reason }: PinDraft,
) {
  const { actor } = deps
  return deps.db.transaction(async (tx) => {
    const { call, submission, season } = await hold(tx, submissionId)
    await assertNoTie(tx, submission, actor.personId)
    assertUnderReview(submission.status)
    const [member] = await listMembers(tx, call, reviewerId)
    if (!member) throw new AppError('not_found', 'There is no such reviewer in this season.')
    if (stance === 'dismissed') {
      if (reviewerId === actor.personId)
        throw new AppError('review_conflict_of_interest', 'Another organiser has to say that you have no conflict.')
      const conflict = await findConflict({ db: tx, coachedElsewhere }, call, submissionId, reviewerId)
      if (conflict && !canBeDismissed(conflict.sources))
        throw new AppError('conflict_not_dismissable', 'This tie was not detected: it is known, or was declared.')
    }
    await writePin(tx, { submissionId, reviewerId, stance, reason, pinnedBy: actor.personId })
    await audit(
      { db: tx, actor },
      {
        action: stance === 'conflict' ? 'review.conflict_pinned' : 'review.conflict_dismissed',
        subject: ['submission', submissionId],
        delegationId: season.delegationId,
      },
    )
    await tell(tx, `season:${season.id}`, 'call.changed', call.id)
    return { submissionId, reviewerId, stance, reason }
  })
}

/** What was detected counts again. */
export async function unpinConflict(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  submissionId: string,
  reviewerId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { call, submission, season } = await hold(tx, submissionId)
    await assertNoTie(tx, submission, actor.personId)
    if (!(await removePin(tx, submissionId, reviewerId)))
      throw new AppError('not_found', 'Nothing was settled about this reviewer and this submission.')
    await audit(
      { db: tx, actor },
      {
        action: 'review.conflict_unpinned',
        subject: ['submission', submissionId],
        delegationId: season.delegationId,
      },
    )
    await tell(tx, `season:${season.id}`, 'call.changed', call.id)
  })
}
