import type { InterviewOffer } from '@essor/contracts'
import { AppError } from '../../../platform/errors.ts'
import { instantOf } from '../calls/call.rules.ts'

export interface Span {
  startsAt: Date
  endsAt: Date
}

/** One after the other, in the zone of the call. */
export function spansOf({ starts, minutes, count }: InterviewOffer, timeZone: string): Span[] {
  const first = instantOf(starts, timeZone, 'earlier', 0).getTime()
  const length = minutes * 60_000
  return Array.from({ length: count }, (_, index) => ({
    startsAt: new Date(first + index * length),
    endsAt: new Date(first + (index + 1) * length),
  }))
}

export function assertAhead([first]: readonly Span[], now: Date): void {
  if (first && first.startsAt > now) return
  throw new AppError('invalid_input', 'Interviews are offered ahead.', [
    { path: 'starts.day', message: 'Choose a moment that is still to come.', code: 'past' },
  ])
}

/** The last instant at which this interview is booked, changed or cancelled by its holder. */
export const changeUntil = ({ startsAt }: { startsAt: Date }, hours: number): Date =>
  new Date(startsAt.getTime() - hours * 3_600_000)

export function assertInTime(slot: { startsAt: Date }, hours: number, now: Date): void {
  if (now > changeUntil(slot, hours))
    throw new AppError('interview_too_late', `This is possible until ${hours} hours before the interview.`)
}
