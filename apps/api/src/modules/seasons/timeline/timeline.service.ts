import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { lockSeason, type Season } from '../seasons.repository.ts'
import { updateSession } from '../sessions/season-sessions.repository.ts'
import { findTimeline, updatePhase, type Phase } from './timeline.repository.ts'
import { assertSpan, spanLater } from './timeline.rules.ts'

type Writing = Pick<Deps, 'db' | 'actor'>

/** The whole timeline follows the start day; each moment keeps its hour. */
export async function shiftTimeline(tx: Db, season: Season, days: number, now: Date): Promise<void> {
  const { phases, sessions } = await findTimeline(tx, season.id)
  for (const phase of phases) await updatePhase(tx, season.id, phase.id, spanLater(phase, days, season.timeZone))
  for (const session of sessions)
    await updateSession(tx, session.id, { ...spanLater(session, days, season.timeZone), changedAt: now })
}

export async function movePhase(
  { db, actor }: Writing,
  seasonId: string,
  phaseId: string,
  span: { startsAt: Date; endsAt: Date },
): Promise<Phase> {
  return changeTimeline({ db, actor }, seasonId, 'phase.moved', (tx, season) => {
    assertSpan(span, season.startsOn)
    return updatePhase(tx, seasonId, phaseId, span)
  })
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
