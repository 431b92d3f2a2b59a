import { Temporal } from 'temporal-polyfill'
import type { Span } from './drawn-moments.ts'
import { DAY, lengthOf, type Frame } from './scale.ts'

export type Unit = 'day' | 'quarter'
export type Edge = 'start' | 'end'

export const lengths: Record<Unit, number> = { day: DAY, quarter: 15 * 60_000 }

/** Where a few days fill the drawing, a moment moves by a quarter of an hour; else by whole days, at the same hours. */
export const unitOf = (frame: Frame): Unit => (lengthOf(frame) <= 5 * DAY ? 'quarter' : 'day')

/** A day later is the same hour of the wall clock there, whatever the clock does in between. */
function later(at: string, count: number, unit: Unit, zone: string): string {
  const instant = Temporal.Instant.from(at)
  if (unit === 'quarter') return instant.add({ minutes: 15 * count }).toString()
  return instant.toZonedDateTimeISO(zone).add({ days: count }).toInstant().toString()
}

const time = (at: string): number => Date.parse(at)

/** Both ends later by so many steps. Where a night without an hour would turn them round, the length is kept instead. */
export function movedSpan({ startsAt, endsAt }: Span, count: number, unit: Unit, zone: string): Span {
  const start = later(startsAt, count, unit, zone)
  const end = later(endsAt, count, unit, zone)
  if (time(end) > time(start)) return { startsAt: start, endsAt: end }
  const length = { milliseconds: time(endsAt) - time(startsAt) }
  return { startsAt: start, endsAt: Temporal.Instant.from(start).add(length).toString() }
}

/** One end later by so many steps, or by as many as leave the end after the beginning. */
export function resizedSpan(span: Span, edge: Edge, count: number, unit: Unit, zone: string): Span {
  const room = Math.floor((time(span.endsAt) - time(span.startsAt)) / lengths[unit])
  const first = edge === 'start' ? Math.min(count, room) : Math.max(count, -room)
  const inward = edge === 'start' ? -1 : 1
  for (const steps of [first, first + inward, first + 2 * inward]) {
    const resized =
      edge === 'start'
        ? { ...span, startsAt: later(span.startsAt, steps, unit, zone) }
        : { ...span, endsAt: later(span.endsAt, steps, unit, zone) }
    if (time(resized.endsAt) > time(resized.startsAt)) return resized
  }
  return span
}
