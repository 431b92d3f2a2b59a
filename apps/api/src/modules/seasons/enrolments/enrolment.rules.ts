import type { EnrolmentStatus } from '@essor/contracts'
import { Temporal } from 'temporal-polyfill'
import { AppError } from '../../../platform/errors.ts'

/** `system` is Essor itself: it lets people in where nobody decides by hand, and keeps the waiting list going. */
export type Mover = 'organiser' | 'self' | 'system'

type Moves = Readonly<Record<Mover, readonly EnrolmentStatus[]>>

/** Who may move an enrolment from where to where. Checking in and out of a mistake both exist: a wrong tap is undone. */
const moves: Record<EnrolmentStatus, Moves> = {
  applied: {
    organiser: ['waiting', 'confirmed', 'withdrawn'],
    self: ['withdrawn'],
    system: ['waiting', 'confirmed'],
  },
  waiting: {
    organiser: ['applied', 'confirmed', 'withdrawn'],
    self: ['withdrawn'],
    system: ['offered'],
  },
  offered: {
    organiser: ['confirmed', 'checked_in', 'withdrawn'],
    self: ['confirmed', 'withdrawn'],
    system: ['lapsed'],
  },
  confirmed: { organiser: ['applied', 'checked_in', 'withdrawn', 'no_show'], self: ['withdrawn'], system: [] },
  checked_in: { organiser: ['confirmed'], self: [], system: [] },
  withdrawn: { organiser: ['applied'], self: ['applied'], system: [] },
  no_show: { organiser: ['confirmed', 'checked_in'], self: [], system: [] },
  lapsed: { organiser: ['applied'], self: ['applied'], system: [] },
}

export const canMove = (from: EnrolmentStatus, to: EnrolmentStatus, by: Mover): boolean => moves[from][by].includes(to)

export function assertEnrolmentMove(from: EnrolmentStatus, to: EnrolmentStatus, by: Mover): void {
  if (!canMove(from, to, by))
    throw new AppError('enrolment_transition', `An enrolment that is ${from} cannot become ${to}.`)
}

/** Until the very moment that the person was told; from then on the place is for the next. */
export function assertOfferHolds(offerEndsAt: Date | null, now: Date): void {
  if (!offerEndsAt || now < offerEndsAt) return
  throw new AppError('offer_over', 'The time to accept this place has passed. Apply again to rejoin the waiting list.')
}

/** Was told that they come, or is there. */
export const comes = ({ status }: { status: EnrolmentStatus }): boolean =>
  status === 'confirmed' || status === 'checked_in'

interface Enrolling {
  status: 'draft' | 'published' | 'closed'
  recruitment: { startsAt: Date; endsAt: Date } | undefined
}

export function enrolmentIsOpen({ status, recruitment }: Enrolling, now: Date): boolean {
  return status === 'published' && recruitment !== undefined && recruitment.startsAt <= now && now < recruitment.endsAt
}

/** Once a season is over, what people did in it stays as it is; organisers alone finish the bookkeeping. */
export function assertSeasonOpen({ status }: Pick<Enrolling, 'status'>): void {
  if (status !== 'published')
    throw new AppError('season_not_open', 'This season is not published, or it is over: nobody can enrol in it.')
}

export function assertEnrolmentOpen(season: Enrolling, now: Date): void {
  assertSeasonOpen(season)
  if (enrolmentIsOpen(season, now)) return
  throw new AppError(
    'enrolment_closed',
    season.recruitment && now < season.recruitment.startsAt
      ? 'Enrolments have not opened yet.'
      : 'Enrolments are over for this season.',
  )
}

const hour = 60 * 60 * 1000

interface Offering {
  offerHours: number
  startsOn: string
  endsOn: string
  timeZone: string
}

/**
 * A place is held until the season begins at most, or ends where it has begun, and for an hour at least. Reminded once, with a quarter of the time
 * left and never less than three hours; a shorter offer needs no reminder.
 */
export function offerTimes(
  now: Date,
  { offerHours, startsOn, endsOn, timeZone }: Offering,
): { offerEndsAt: Date; offerRemindAt: Date | null } {
  const midnight = (day: Temporal.PlainDate): number => day.toZonedDateTime({ timeZone }).epochMilliseconds
  const begins = midnight(Temporal.PlainDate.from(startsOn))
  const over = midnight(Temporal.PlainDate.from(endsOn).add({ days: 1 }))
  const limit = now.getTime() < begins ? begins : over
  const held = Math.max(Math.min(offerHours * hour, limit - now.getTime()), hour)
  const ends = now.getTime() + held
  const remind = ends - Math.max(held / 4, 3 * hour)
  return { offerEndsAt: new Date(ends), offerRemindAt: remind > now.getTime() ? new Date(remind) : null }
}
