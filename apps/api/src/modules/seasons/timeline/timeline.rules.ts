import {
  timelineFindings,
  type PhaseKind,
  type SeasonPreset,
  type SessionKind,
  type TimelineToCheck,
} from '@essor/contracts'
import { Temporal } from 'temporal-polyfill'
import { AppError } from '../../../platform/errors.ts'
import type { SeasonStatus } from '../season.rules.ts'
import { presets, type Moment } from './presets.rules.ts'

interface Span {
  startsAt: Date
  endsAt: Date
}

export interface Timeline {
  endsOn: string
  phases: ({ kind: PhaseKind } & Span)[]
  sessions: ({ kind: SessionKind; title: string } & Span)[]
}

/** Lays out a season from its start day; hours are those of the wall clock in its zone, whatever the clock changes do. */
export function layOut(preset: SeasonPreset, startsOn: string, timeZone: string): Timeline {
  const { days, phases, sessions } = presets[preset]
  const start = Temporal.PlainDate.from(startsOn)
  const at = ([day, hour]: Moment): Date =>
    new Date(start.add({ days: day }).toZonedDateTime({ timeZone, plainTime: hour }).epochMilliseconds)
  return {
    endsOn: start.add({ days: days - 1 }).toString(),
    phases: phases.map(([kind, from, to]) => ({ kind, startsAt: at(from), endsAt: at(to) })),
    sessions: sessions.map(([kind, title, from, to]) => ({ kind, title, startsAt: at(from), endsAt: at(to) })),
  }
}

/** The same hour of the wall clock, so many days later, whatever the clock changes in between. */
export function daysLater(at: Date, days: number, timeZone: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  return new Date(local.add({ days }).epochMilliseconds)
}

/** Both ends so many days later. Where a night without an hour would put the end before the beginning, the length is kept instead. */
export function spanLater({ startsAt, endsAt }: Span, days: number, timeZone: string): Span {
  const start = daysLater(startsAt, days, timeZone)
  const end = daysLater(endsAt, days, timeZone)
  const length = endsAt.getTime() - startsAt.getTime()
  return { startsAt: start, endsAt: end > start ? end : new Date(start.getTime() + length) }
}

/** Spans of a timeline, each so many days later. */
export const spansLater = <Row extends Span & { id: string }>(rows: readonly Row[], days: number, timeZone: string) =>
  rows.map((row) => ({ id: row.id, ...spanLater(row, days, timeZone) }))

export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days

export const dayLater = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString()

const twoYears = 2 * 366 * 24 * 60 * 60 * 1000

/** A moment far from the start day is a mistyped year. */
export function assertSpan({ startsAt, endsAt }: Span, startsOn: string): void {
  if (endsAt <= startsAt) {
    throw new AppError('invalid_input', 'It would end before it begins.', [
      { path: 'endsAt', message: 'Choose an end after the beginning.', code: 'order' },
    ])
  }
  const far = (['startsAt', 'endsAt'] as const).filter(
    (path) => Math.abs({ startsAt, endsAt }[path].getTime() - Date.parse(startsOn)) > twoYears,
  )
  if (far.length === 0) return
  throw new AppError(
    'invalid_input',
    'This is more than two years away from the season.',
    far.map((path) => ({ path, message: 'Check the year: choose a day within two years of the season.', code: 'far' })),
  )
}

/** What cannot happen as planned is for an organiser to mend, as long as the season is not over. */
export function timelineAttention(
  season: TimelineToCheck & { status: SeasonStatus },
): { code: string; count: number }[] {
  if (season.status === 'closed') return []
  const impossible = timelineFindings(season).filter(({ severity }) => severity === 'impossible')
  return impossible.length > 0 ? [{ code: 'seasons.timeline_impossible', count: impossible.length }] : []
}
