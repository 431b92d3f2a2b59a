import type { PlaceStatus } from '@essor/contracts'
import { AppError } from '../../../platform/errors.ts'

/** Once a season is over its teams are history; organisers who must still change them open it again. */
export function assertSeasonRuns({ status }: { status: string }): void {
  if (status !== 'published')
    throw new AppError('season_not_open', 'This season is not published, or it is over: its teams stay as they are.')
}

/** `self` answers for themselves, `organiser` writes down what someone said, `system` sees who no longer comes or was moved. */
export type Mover = 'self' | 'organiser' | 'system'

type Moves = Readonly<Record<Mover, readonly PlaceStatus[]>>

/** A place that was given up is history: whoever comes back is offered a place anew. */
const moves: Record<PlaceStatus, Moves> = {
  offered: {
    self: ['accepted', 'declined'],
    organiser: ['accepted', 'declined'],
    system: ['left', 'moved'],
  },
  accepted: { self: ['left'], organiser: ['left'], system: ['left', 'moved'] },
  declined: { self: [], organiser: [], system: [] },
  left: { self: [], organiser: [], system: [] },
  moved: { self: [], organiser: [], system: [] },
}

/** What an answer makes of a place: to say no to one that was accepted is to leave it. */
export function afterAnswer(from: PlaceStatus, answer: 'accepted' | 'declined', by: Mover): PlaceStatus {
  const to = answer === 'declined' && from === 'accepted' ? 'left' : answer
  if (moves[from][by].includes(to)) return to
  throw new AppError('place_transition', `A place that is ${from} cannot become ${to}.`)
}

const hour = 60 * 60 * 1000

/** Once, with a quarter of the time left and a day at least; a shorter time to answer needs no reminder. */
export function remindAtFor(now: Date, answerBy: Date): Date | null {
  const held = answerBy.getTime() - now.getTime()
  const at = answerBy.getTime() - Math.max(held / 4, 24 * hour)
  return at > now.getTime() ? new Date(at) : null
}

/**
 * The plain rule: no place is lost for want of an answer. It stays offered, organisers see that it is late, and the person
 * may still answer until organisers give the place to someone else.
 */
export const isLate = ({ status, answerBy }: { status: PlaceStatus; answerBy: Date | null }, now: Date): boolean =>
  status === 'offered' && answerBy !== null && answerBy < now

/** A tap at the door that was a mistake is taken back within the hour. */
export const patience = hour
