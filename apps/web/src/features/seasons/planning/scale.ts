import { Temporal } from 'temporal-polyfill'
import type { SeasonDays, Span } from './drawn-moments.ts'

/** From when to when the drawing reaches, in milliseconds since 1970. */
export type Frame = { from: number; to: number }
export type View = 'season' | 'days' | 'all'
export type Tick = { at: number; label: string; strong: boolean }

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

const dayBegins = (day: string, zone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds

/** The days of the season; all until its last session, where the follow-up of a year runs out of sight; or everything. */
export function frameOf(view: View, season: SeasonDays, phases: readonly Span[], sessions: readonly Span[]): Frame {
  const begin = dayBegins(season.startsOn, season.timeZone)
  const end = dayBegins(Temporal.PlainDate.from(season.endsOn).add({ days: 1 }).toString(), season.timeZone)
  if (view === 'days') return padded(begin, end, 0.03)
  const shown = view === 'all' ? [...phases, ...sessions] : sessions
  const first = [...phases, ...sessions].map(({ startsAt }) => Date.parse(startsAt))
  return padded(Math.min(begin, ...first), Math.max(end, ...shown.map(({ endsAt }) => Date.parse(endsAt))), 0.02)
}

const padded = (from: number, to: number, share: number): Frame => ({
  from: from - (to - from) * share,
  to: to + (to - from) * share,
})

export const lengthOf = ({ from, to }: Frame): number => to - from

/** How far along the frame an instant is, from 0 to 100. */
export const placeOf = (at: number, frame: Frame): number => ((at - frame.from) / lengthOf(frame)) * 100

/** What is seen of a span, in hundredths of the frame; nothing where it is out of sight. */
export function barOf({ startsAt, endsAt }: Span, frame: Frame) {
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)]
  if (end <= frame.from || start >= frame.to) return undefined
  const left = Math.max(0, placeOf(start, frame))
  return {
    left,
    width: Math.min(100, placeOf(end, frame)) - left,
    cutBefore: start < frame.from,
    cutAfter: end > frame.to,
  }
}

/** Few enough lines to read, at what people count in there: hours, days, weeks or months; `width` is in pixels. */
export function ticksOf(frame: Frame, zone: string, language: string, width: number): Tick[] {
  const days = lengthOf(frame) / DAY
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', { timeZone: zone, ...options })
    return (at: number) => formatter.format(at)
  }
  const day = format({ weekday: 'short', day: 'numeric' })
  if (days <= 4) {
    const hour = format({ hour: 'numeric' })
    const hours = times(frame, zone, { hours: days <= 1.5 ? 2 : 6 }).map(({ at, local }) =>
      local.hour === 0 ? { at, label: day(at), strong: true } : { at, label: hour(at), strong: false },
    )
    return legible(hours, frame, width)
  }
  if (days <= 21) {
    const all = times(frame, zone, { days: 1 })
    const named = all.map(({ at, local }) => ({ at, label: day(at), strong: local.dayOfWeek === 1 }))
    return legible(named, frame, width)
  }
  const january = format({ year: 'numeric', ...(days <= 200 && { month: 'short' }) })
  const month = format({ month: 'short' })
  const first = format({ year: 'numeric', month: 'short' })
  const months = times(frame, zone, { months: 1 }).map(({ at, local }, index) => ({
    at,
    label: index === 0 ? first(at) : local.month === 1 ? january(at) : month(at),
    strong: true,
  }))
  if (days > 200) return legible(months, frame, width)
  const weeks = times(frame, zone, { weeks: 1 }).map(({ at }) => ({ at, label: '', strong: false }))
  return [...weeks, ...legible(months, frame, width)]
}

const LETTER = 9
const MARGIN = 10

/** Without the labels that would run into the one before, or out of the drawing. A strong one goes before a weak one. */
function legible(ticks: Tick[], frame: Frame, width: number): Tick[] {
  const start = ({ at }: Tick) => (placeOf(at, frame) * width) / 100
  const end = (tick: Tick) => start(tick) + tick.label.length * LETTER + MARGIN
  const kept: Tick[] = []
  for (const tick of ticks) {
    if (end(tick) > width) continue
    const last = kept.at(-1)
    if (last && end(last) > start(tick)) {
      if (last.strong || !tick.strong) continue
      kept.pop()
    }
    kept.push(tick)
  }
  return ticks.map((tick) => (kept.includes(tick) ? tick : { ...tick, label: '' }))
}

/** Round moments of the wall clock within the frame: full hours, midnights, Mondays, firsts of the month. */
function times(frame: Frame, zone: string, step: { hours?: number; days?: number; weeks?: number; months?: number }) {
  const first = Temporal.Instant.fromEpochMilliseconds(Math.ceil(frame.from)).toZonedDateTimeISO(zone).toPlainDate()
  const monday = first.subtract({ days: first.dayOfWeek - 1 })
  const start = step.months ? first.with({ day: 1 }) : step.weeks ? monday : first
  const found: { at: number; local: Temporal.PlainDateTime }[] = []
  for (let local = start.toPlainDateTime(); ; local = local.add(step)) {
    const at = local.toZonedDateTime(zone).epochMilliseconds
    if (at > frame.to) return found
    if (at >= frame.from) found.push({ at, local })
  }
}
