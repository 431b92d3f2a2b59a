import type { SeasonPreset } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findDelegation } from '../../delegations/index.ts'
import { lockSeason, type Season } from '../seasons.repository.ts'
import { placeSessions } from '../sessions/season-sessions.repository.ts'
import {
  findLastChange,
  findPhaseById,
  findTimeline,
  placePhases,
  updatePhase,
  type Phase,
} from './timeline.repository.ts'
import { assertSpan, layOut, spansLater } from './timeline.rules.ts'

type Writing = Pick<Deps, 'db' | 'actor'>

/** The whole timeline follows the start day, in one statement for phases and one for sessions; each moment keeps its hour. */
export async function shiftTimeline(tx: Db, season: Season, days: number, at: Date): Promise<void> {
  const { phases, sessions } = await findTimeline(tx, season.id)
  await placePhases(tx, spansLater(phases, days, season.timeZone))
  await placeSessions(tx, spansLater(sessions, days, season.timeZone), at)
}

export async function movePhase(
  { db, actor }: Writing,
  seasonId: string,
  phaseId: string,
  version: number,
  span: { startsAt: Date; endsAt: Date },
): Promise<Phase> {
  return changeTimeline({ db, actor }, seasonId, 'phase.moved', async (tx, season) => {
    assertSpan(span, season.startsOn)
    const phase = await findPhaseById(tx, seasonId, phaseId)
    if (phase && phase.version !== version)
      throw new AppError('version_conflict', 'Somebody moved this phase in the meantime. Read it again.')
    return phase && updatePhase(tx, seasonId, phaseId, span)
  })
}

/** Who moved this phase or session last; a moment that nobody moved since it was made has no answer. */
export async function readLastChange(db: Db, seasonId: string, momentId: string) {
  const { phases, sessions } = await findTimeline(db, seasonId)
  const known = [...phases, ...sessions].some(({ id }) => id === momentId)
  const change = known && (await findLastChange(db, seasonId, momentId))
  if (!change) throw new AppError('not_found', 'There is no such moment in this season, or nobody has moved it.')
  return change
}

/** The timeline that a season would begin with. */
export async function previewLayout(
  db: Db,
  delegationId: string,
  { preset, startsOn }: { preset: SeasonPreset; startsOn: string },
) {
  const delegation = await findDelegation(db, delegationId)
  if (!delegation) throw new AppError('not_found', 'There is no such delegation.')
  return { timeZone: delegation.timeZone, ...layOut(preset, startsOn, delegation.timeZone) }
}

/** Changes one moment of a season, a phase or a session, while the season holds still. */
export async function changeTimeline<Row extends { id: string }>(
  { db, actor }: Writing,
  seasonId: string,
  action: string,
  change: (tx: Db, season: Season) => Promise<Row | undefined>,
): Promise<Row> {
  return db.transaction(async (tx) => {
    const season = await lockSeason(tx, seasonId)
    const row = season && (await change(tx, season))
    if (!season || !row) throw new AppError('not_found', 'There is no such moment in this season.')
    await audit(
      { db: tx, actor },
      { action, subject: [action.split('.')[0]!, row.id], delegationId: season.delegationId },
    )
    await tell(tx, `season:${seasonId}`, 'timeline.changed', row.id)
    return row
  })
}
