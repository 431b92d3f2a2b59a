import type { HelpMove, HelpStatus, SeasonPreset, Waiting } from '@essor/contracts'
import { AppError } from '../../platform/errors.ts'

/** From which states each move starts, and where it leads. Writing changes nothing but needs a thread that is still going. */
const moves: Record<HelpMove, { from: readonly HelpStatus[]; to?: HelpStatus }> = {
  claim: { from: ['open'], to: 'claimed' },
  release: { from: ['claimed'], to: 'open' },
  answer: { from: ['claimed'], to: 'answered' },
  close: { from: ['answered'], to: 'closed' },
  reopen: { from: ['answered', 'closed'], to: 'open' },
  cancel: { from: ['open', 'claimed'], to: 'cancelled' },
  write: { from: ['open', 'claimed', 'answered'] },
}

const canStart = (move: HelpMove, status: HelpStatus): boolean => moves[move].from.includes(status)

/** The state that the move leads to. */
export function afterMove(status: HelpStatus, move: HelpMove): HelpStatus {
  if (!canStart(move, status))
    throw new AppError('help_request_transition', `This question is ${status}: you cannot ${move} it any more.`)
  return moves[move].to ?? status
}

/** Those of the moves that this person is granted which the state allows too. */
export const possibleMoves = (status: HelpStatus, granted: readonly HelpMove[]): HelpMove[] =>
  granted.filter((move) => canStart(move, status))

/** Helping one's own team is a talk among members, not an answer from outside. */
export function assertOutsideTeam(isMember: boolean): void {
  if (isMember)
    throw new AppError('help_request_transition', 'This question is from your own team: somebody else should take it.')
}

const minutes = 60_000
const hours = 60 * minutes

/** How long a team may wait before it is late, and before organisers must act. A sprint is lived in hours, a season in days. */
const patience: Record<SeasonPreset, { late: number; overdue: number }> = {
  online_evening: { late: 10 * minutes, overdue: 30 * minutes },
  solidarity_day: { late: 20 * minutes, overdue: hours },
  sprint_48h: { late: hours, overdue: 3 * hours },
  season_2_months: { late: 24 * hours, overdue: 72 * hours },
}

const unanswered: readonly HelpStatus[] = ['open', 'claimed']

export function waitingOf(
  { status, waitingSince }: { status: HelpStatus; waitingSince: Date },
  preset: SeasonPreset,
  now: Date,
): Waiting | null {
  if (!unanswered.includes(status)) return null
  if (waitingSince <= overdueBefore(preset, now)) return 'overdue'
  return now.getTime() - waitingSince.getTime() >= patience[preset].late ? 'late' : 'fresh'
}

/** Questions waiting since this instant or longer are overdue. */
export const overdueBefore = (preset: SeasonPreset, now: Date): Date =>
  new Date(now.getTime() - patience[preset].overdue)

/** When a question that waits becomes overdue. */
export const overdueAt = (preset: SeasonPreset, waitingSince: Date): Date =>
  new Date(waitingSince.getTime() + patience[preset].overdue)
