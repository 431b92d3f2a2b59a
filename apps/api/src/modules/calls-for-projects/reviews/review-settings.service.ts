import type { ReviewSettingsDraft } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell, tellEach } from '../../../platform/realtime/live.ts'
import { findSeason } from '../../seasons/index.ts'
import { findCall, lockCall, reviewWasBegun } from '../calls/calls.repository.ts'
import { blindPhaseLasts } from './blind.rules.ts'
import { findSettings, putSettings, type Settings } from './review-settings.repository.ts'
import { listReviewIdsOfCall } from './reviews.repository.ts'

type Writing = Pick<Deps, 'db' | 'actor' | 'now'>

const notFound = () => new AppError('not_found', 'There is no such call.')

export async function readSettings({ db }: Pick<Deps, 'db'>, callId: string) {
  if (!(await findCall(db, callId))) throw notFound()
  return { ...(await findSettings(db, callId)), begun: await reviewWasBegun(db, callId) }
}

/** What was seen cannot be unseen: the blind phase is chosen before anyone has begun, and ends by being lifted. */
export async function changeSettings(deps: Writing, callId: string, version: number, draft: ReviewSettingsDraft) {
  return change(deps, callId, 'review_settings.changed', (before, begun) => {
    if (version !== before.version)
      throw new AppError('version_conflict', 'Somebody changed these settings in the meantime. Read them again.')
    if (draft.blind !== before.blind && (begun || before.blindLiftedAt))
      throw new AppError('blind_phase_fixed', 'A review was begun: the blind phase can only be lifted.')
    return draft
  })
}

/** One act for all files of the call; whoever has one on screen reads it again. */
export async function liftBlindPhase(deps: Writing, callId: string) {
  return change(deps, callId, 'review_settings.blind_lifted', (before) => {
    if (!blindPhaseLasts(before)) throw new AppError('blind_phase_over', 'This call has no blind phase, or no longer.')
    return { blindLiftedAt: deps.now() }
  })
}

async function change(
  { db, actor }: Writing,
  callId: string,
  action: string,
  decide: (before: Settings, begun: boolean) => Partial<Settings>,
) {
  return db.transaction(async (tx) => {
    const call = await lockCall(tx, callId)
    const season = call && (await findSeason(tx, call.seasonId))
    if (!call || !season) throw notFound()
    const begun = await reviewWasBegun(tx, callId)
    const settings = await putSettings(tx, callId, decide(await findSettings(tx, callId), begun))
    await audit({ db: tx, actor }, { action, subject: ['call', callId], delegationId: season.delegationId })
    const reviews = await listReviewIdsOfCall(tx, callId)
    await tellEach(
      tx,
      reviews.map(({ id, reviewerId }) => ({ topic: `person:${reviewerId}` as const, type: 'review.changed', id })),
    )
    await tell(tx, `season:${season.id}`, 'call.changed', callId)
    return { ...settings, begun }
  })
}
