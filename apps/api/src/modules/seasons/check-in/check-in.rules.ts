import type { EnrolmentStatus } from '@essor/contracts'
import { AppError } from '../../../platform/errors.ts'

const minute = 60_000
const oldest = 7 * 24 * 60 * minute
/** Clocks of phones differ by so much. */
const tolerance = 5 * minute

/** When someone came, as the device at the door tells it; never later than now. */
export function arrivedAt(told: Date | undefined, now: Date): Date {
  if (!told) return now
  const age = now.getTime() - told.getTime()
  if (age < -tolerance) throw wrongInstant('in_future', 'This instant has not come yet.')
  if (age > oldest) throw wrongInstant('too_old', 'This was more than seven days ago.')
  return age < 0 ? now : told
}

const wrongInstant = (code: string, message: string) =>
  new AppError('invalid_input', message, [{ path: 'at', message, code }])

const waits: Partial<Record<EnrolmentStatus, string>> = {
  applied: 'This person has asked to come, and nobody has answered yet.',
  waiting: 'This person is on the waiting list.',
  lapsed: 'This person did not accept the place that was offered in time.',
}

/** Whoever has a place comes in, be it only offered, and so does someone who was noted as absent and arrives late. */
export function assertExpected(status: EnrolmentStatus): void {
  if (status === 'withdrawn') throw new AppError('ticket_withdrawn', 'This enrolment was withdrawn.')
  const why = waits[status]
  if (why)
    throw new AppError('ticket_not_confirmed', `${why} Confirm the enrolment first, or let them in as a walk-in.`)
}

export const hasTicket = (status: EnrolmentStatus): boolean => status === 'confirmed' || status === 'checked_in'
