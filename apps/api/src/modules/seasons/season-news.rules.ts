import type { SeasonStatus } from './season.rules.ts'

interface SeasonState {
  status: SeasonStatus
  capacity: number | null
  applied: number
  confirmed: number
  /** Places that are taken, offered ones too. */
  placesHeld: number
  lapsedLately: number
  overlooked: number
  phases: readonly { kind: string; endsAt: Date }[]
}

/** What waits for an organiser of this season. A full season is told apart: confirming more people would be refused. */
export function attentionIn(season: SeasonState, now: Date): { code: string; count: number }[] {
  if (season.status === 'draft') return [{ code: 'seasons.to_publish', count: 1 }]
  if (season.status === 'closed') return []
  const full = season.capacity !== null && season.placesHeld >= season.capacity
  const over = (kind: string) => season.phases.some((phase) => phase.kind === kind && phase.endsAt <= now)
  return [
    { code: full ? 'seasons.waiting_without_place' : 'seasons.enrolments_to_confirm', count: season.applied },
    { code: 'seasons.waiting_while_free', count: season.overlooked },
    { code: 'seasons.offers_lapsed', count: season.lapsedLately },
    { code: 'seasons.presence_to_note', count: over('kick_off') ? season.confirmed : 0 },
    { code: 'seasons.to_close', count: over('follow_up') ? 1 : 0 },
  ].filter(({ count }) => count > 0)
}
