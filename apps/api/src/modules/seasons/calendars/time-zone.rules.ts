import { Temporal } from 'temporal-polyfill'

/** A change of the clock. `at` is what the clock shows at that moment before it is changed. */
interface Change {
  at: Temporal.PlainDateTime
  from: number
  to: number
}

const yearsLookedAhead = 5

/**
 * The VTIMEZONE of a zone (RFC 5545, 3.6.5) that is right for every moment between two, from the same data as the rest of
 * the program. A change that comes back each year on the same Sunday is told as a rule, any other one by its day.
 */
export function timeZoneComponent(zone: string, first: Date, last: Date): string {
  const start = yearOf(first, zone) - 1
  const end = yearOf(last, zone) + 1
  const begin = Temporal.ZonedDateTime.from({ timeZone: zone, year: start, month: 1, day: 1 })
  const offset = begin.offsetNanoseconds
  const changes = changesBetween(begin, end + yearsLookedAhead)
  const observances = [...Map.groupBy(changes, ({ from, to }) => `${from} ${to}`).values()].flatMap((alike) => {
    const rule = yearlyRule(alike, end + yearsLookedAhead)
    return rule
      ? observance(alike[0]!, [`RRULE:FREQ=YEARLY;${rule}`])
      : alike.filter(({ at }) => at.year <= end).flatMap((change) => observance(change))
  })
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observance({ at: begin.toPlainDateTime(), from: offset, to: offset }),
    ...observances,
    'END:VTIMEZONE',
  ].join('\r\n')
}

const zoned = (at: Date, zone: string) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
const yearOf = (at: Date, zone: string) => zoned(at, zone).year

function changesBetween(begin: Temporal.ZonedDateTime, lastYear: number): Change[] {
  const changes: Change[] = []
  let next = begin.getTimeZoneTransition('next')
  while (next && next.year <= lastYear) {
    const to = next.offsetNanoseconds
    const from = next.subtract({ nanoseconds: 1 }).offsetNanoseconds
    changes.push({ at: next.toPlainDateTime().add({ nanoseconds: from - to }), from, to })
    next = next.getTimeZoneTransition('next')
  }
  return changes
}

const dayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** Undefined where the change does not come every year until then, or not on the same weekday of its month. */
function yearlyRule(changes: Change[], until: number): string | undefined {
  const [{ at: first }] = changes as [Change]
  const everyYear = changes.every(({ at }, position) => at.year === first.year + position)
  const sameDay = changes.every(
    ({ at }) =>
      at.month === first.month && at.dayOfWeek === first.dayOfWeek && at.toPlainTime().equals(first.toPlainTime()),
  )
  if (!everyYear || !sameDay || changes.length < yearsLookedAhead || changes.at(-1)!.at.year !== until) return undefined
  const inMonth = (position: (at: Temporal.PlainDateTime) => number) => {
    const [one, ...others] = new Set(changes.map(({ at }) => position(at)))
    return others.length === 0 ? one : undefined
  }
  const nth =
    inMonth(({ day, daysInMonth }) => (day + 7 > daysInMonth ? -1 : 0)) || inMonth(({ day }) => Math.ceil(day / 7))
  return nth ? `BYMONTH=${first.month};BYDAY=${nth}${dayNames[first.dayOfWeek - 1]}` : undefined
}

function observance({ at, from, to }: Change, more: string[] = []): string[] {
  const kind = to > from ? 'DAYLIGHT' : 'STANDARD'
  return [
    `BEGIN:${kind}`,
    `DTSTART:${at.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')}`,
    ...more,
    `TZOFFSETFROM:${offsetText(from)}`,
    `TZOFFSETTO:${offsetText(to)}`,
    `END:${kind}`,
  ]
}

function offsetText(nanoseconds: number): string {
  const minutes = Math.round(Math.abs(nanoseconds) / 60_000_000_000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${nanoseconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`
}
