import type { EnrolmentStatus } from '@essor/contracts'
import { AppError } from '../../../platform/errors.ts'

/** Who may move an enrolment from where to where. Checking in and out of a mistake both exist: a wrong tap is undone. */
const organiserMoves: Record<EnrolmentStatus, readonly EnrolmentStatus[]> = {
  applied: ['confirmed', 'withdrawn'],
  confirmed: ['applied', 'checked_in', 'no_show', 'withdrawn'],
  checked_in: ['confirmed'],
  no_show: ['confirmed', 'checked_in'],
  withdrawn: ['applied'],
}

const ownMoves: Record<EnrolmentStatus, readonly EnrolmentStatus[]> = {
  applied: ['withdrawn'],
  confirmed: ['withdrawn'],
  checked_in: [],
  no_show: [],
  withdrawn: ['applied'],
}

export function assertEnrolmentMove(from: EnrolmentStatus, to: EnrolmentStatus, by: 'organiser' | 'self'): void {
  const allowed = (by === 'self' ? ownMoves : organiserMoves)[from]
  if (!allowed.includes(to))
    throw new AppError('enrolment_transition', `An enrolment that is ${from} cannot become ${to}.`)
}

/** Was told that they come, or is there. */
export const comes = ({ status }: { status: EnrolmentStatus }): boolean =>
  status === 'confirmed' || status === 'checked_in'

/** Places are taken by those who were told that they come. */
export const takesPlace = (status: EnrolmentStatus): boolean => status === 'confirmed' || status === 'checked_in'

export function assertPlaceLeft(capacity: number | null, taken: number): void {
  if (capacity !== null && taken >= capacity) {
    throw new AppError('season_full', `All ${capacity} places are taken. Raise the capacity, or free a place first.`)
  }
}

interface Enrolling {
  status: 'draft' | 'published' | 'closed'
  recruitment: { startsAt: Date; endsAt: Date } | undefined
}

export function enrolmentIsOpen({ status, recruitment }: Enrolling, now: Date): boolean {
  return status === 'published' && recruitment !== undefined && recruitment.startsAt <= now && now < recruitment.endsAt
}

export function assertEnrolmentOpen(season: Enrolling, now: Date): void {
  if (season.status !== 'published')
    throw new AppError('season_not_open', 'This season is not published, or it is over: nobody can enrol in it.')
  if (enrolmentIsOpen(season, now)) return
  throw new AppError(
    'enrolment_closed',
    season.recruitment && now < season.recruitment.startsAt
      ? 'Enrolments have not opened yet.'
      : 'Enrolments are over for this season.',
  )
}
