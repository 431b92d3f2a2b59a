import type { Arrivals, PhaseKind } from '@essor/contracts'
import { Temporal } from 'temporal-polyfill'

type Step = Arrivals['step']

const mostDays = 21
const mostWeeks = 26

interface Span {
  /** The day on which enrolment opens; null where nobody said. */
  opensOn: string | null
  closesOn: string | null
  today: string
}

export function enrolmentSpan(
  { timeZone }: { timeZone: string },
  phases: readonly { kind: PhaseKind; startsAt: Date; endsAt: Date }[],
  now: Date,
): Span {
  const dayOf = (at: Date) =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()
  const recruitment = phases.find(({ kind }) => kind === 'recruitment')
  return {
    opensOn: recruitment ? dayOf(recruitment.startsAt) : null,
    closesOn: recruitment ? dayOf(recruitment.endsAt) : null,
    today: dayOf(now),
  }
}

/**
 * From the day on which enrolment opened until it closed, or until today, and as much longer as people came. Days while they
 * are few, then weeks, which begin on Monday, then months.
 */
export function tellArrivals(days: readonly { day: string; people: number }[], span: Span): Arrivals {
  const came = days.map(({ day }) => day).toSorted()
  const first = came[0]
  if (first === undefined) return { step: 'day', counts: [] }
  const from = span.opensOn !== null && isShortlyBefore(span.opensOn, first) ? span.opensOn : first
  const until = span.closesOn !== null && span.closesOn < span.today ? span.closesOn : span.today
  const to = [...came, until].toSorted().at(-1)!
  const step = stepFor(from, to)
  const counts = new Map(startsBetween(step, from, to).map((startsOn) => [startsOn, 0]))
  for (const { day, people } of days) {
    const startsOn = startOf(step, day)
    counts.set(startsOn, (counts.get(startsOn) ?? 0) + people)
  }
  return { step, counts: [...counts].map(([startsOn, people]) => ({ startsOn, people })) }
}

/** An opening that was set years away would leave a chart of nothing. */
const isShortlyBefore = (opensOn: string, first: string): boolean => {
  const days = daysBetween(opensOn, first)
  return days > 0 && days <= 366
}

const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days

function stepFor(from: string, to: string): Step {
  const days = daysBetween(from, to) + 1
  if (days <= mostDays) return 'day'
  return days <= mostWeeks * 7 ? 'week' : 'month'
}

function startOf(step: Step, day: string): string {
  const date = Temporal.PlainDate.from(day)
  if (step === 'week') return date.subtract({ days: date.dayOfWeek - 1 }).toString()
  return step === 'month' ? date.with({ day: 1 }).toString() : day
}

function startsBetween(step: Step, from: string, to: string): string[] {
  const starts: string[] = []
  for (
    let start = startOf(step, from);
    start <= to;
    start = Temporal.PlainDate.from(start)
      .add({ [`${step}s`]: 1 })
      .toString()
  )
    starts.push(start)
  return starts
}
