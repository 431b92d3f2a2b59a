import { daysOf, type PromiseStatus, type PromiseTerms } from '@essor/contracts'
import { Temporal } from 'temporal-polyfill'
import { AppError, type FieldError } from '../../../platform/errors.ts'

/** `ask` and `release` may also be done for somebody: by the organisers, and by time running out. */
type Act = 'change' | 'withdraw' | 'ask' | 'renew' | 'release'

const moves: Record<PromiseStatus, Partial<Record<Act, PromiseStatus>>> = {
  promised: { change: 'promised', withdraw: 'withdrawn', ask: 'asked', renew: 'renewed', release: 'released' },
  asked: { renew: 'renewed', release: 'released' },
  renewed: {},
  released: {},
  withdrawn: {},
}

/** Where an act leads from here; refuses where it leads nowhere. */
export function promiseAfter(act: Act, from: PromiseStatus): PromiseStatus {
  const to = moves[from][act]
  if (!to) throw new AppError('promise_transition', `A promise that is ${from} cannot be changed like this.`)
  return to
}

/** So many promises that still hold may one person have in a season. */
export const promisesAtMost = 10

export const localDay = (now: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()

interface Days {
  startsOn: string
  endsOn: string
}

const field = (path: string, code: string, message: string): FieldError => ({ path, code, message })

/** What is wrong with a promise made on `today` for a time that must lie within these days. */
function faultsOf(terms: PromiseTerms, within: Days, today: string): FieldError[] {
  if (terms.endsOn < terms.startsOn) return [field('endsOn', 'order', 'Choose an end after the beginning.')]
  const faults: FieldError[] = []
  const outside = `Choose a day from ${within.startsOn} to ${within.endsOn}.`
  if (terms.startsOn < within.startsOn || terms.startsOn > within.endsOn)
    faults.push(field('startsOn', 'outside_days', outside))
  if (terms.endsOn > within.endsOn) faults.push(field('endsOn', 'outside_days', outside))
  else if (terms.endsOn < today) faults.push(field('endsOn', 'past', 'These days have passed already.'))
  const days = daysOf(terms)
  const weekly = terms.rhythm === 'per_week'
  if (weekly && days < 7) faults.push(field('rhythm', 'needs_week', 'This is less than a week: tell a total.'))
  const span = weekly ? 7 : days
  const most = terms.unit === 'hour' ? 24 * span : span
  if (terms.amount > most) faults.push(field('amount', 'more_than_days', `These days hold ${most} at most.`))
  return faults
}

/** A promise lies within the season. */
export function assertSeasonPromise(terms: PromiseTerms, season: Days, today: string): void {
  refuse(faultsOf(terms, season, today))
}

/** What is promised for afterwards begins after the season, and runs a year at most. `at` is where the body holds it. */
export function assertFollowUpPromise(terms: PromiseTerms, season: Days, today: string, at = ''): void {
  const from = today > season.endsOn ? today : season.endsOn
  const within = { startsOn: plus(season.endsOn, { days: 1 }), endsOn: plus(from, { years: 1 }) }
  const faults = faultsOf(terms, within, today)
  if (faults.length === 0 && terms.endsOn > plus(terms.startsOn, { years: 1 }))
    faults.push(field('endsOn', 'over_a_year', 'Choose a year at most.'))
  refuse(faults.map((fault) => ({ ...fault, path: at + fault.path })))
}

function refuse(faults: FieldError[]): void {
  if (faults.length > 0) throw new AppError('invalid_input', 'This promise does not fit the calendar.', faults)
}

const plus = (day: string, span: { days?: number; years?: number }): string =>
  Temporal.PlainDate.from(day).add(span).toString()

/** The last moment of the local day so many days from today: people are told a day, and have the whole of it. */
export function answerBy(now: Date, days: number, timeZone: string): Date {
  const next = Temporal.PlainDate.from(localDay(now, timeZone)).add({ days: days + 1 })
  return new Date(next.toZonedDateTime({ timeZone }).epochMilliseconds - 60_000)
}

interface Ending extends Days {
  status: 'draft' | 'published' | 'closed'
  timeZone: string
}

/** On the last day people part: from then on they can be thanked, and asked whether they go on. */
export const isEnding = ({ status, endsOn, timeZone }: Ending, now: Date): boolean =>
  status === 'closed' || (status === 'published' && localDay(now, timeZone) >= endsOn)

/** When the last day is past, people may go on or stop also if nobody asked them. */
export const isOver = ({ status, endsOn, timeZone }: Ending, now: Date): boolean =>
  status === 'closed' || (status === 'published' && localDay(now, timeZone) > endsOn)

/** On which days time can have been given: those of the season, and those promised for afterwards. */
export function assertGivenDay(day: string, spans: readonly Days[], today: string): void {
  if (day > today) {
    throw new AppError('invalid_input', 'This day is still to come.', [
      field('day', 'future', 'Time is recorded once it has been given.'),
    ])
  }
  if (!spans.some(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)) {
    throw new AppError('invalid_input', 'This day is not one of the season.', [
      field('day', 'outside_days', 'Choose a day of the season.'),
    ])
  }
}

const minutesOfDay = 24 * 60

export function assertDayHolds(recorded: number, minutes: number): void {
  if (recorded + minutes <= minutesOfDay) return
  throw new AppError('given_time_day_full', 'A day has 24 hours: so much is recorded for this day already.')
}

interface WeekSums {
  startsOn: string
  promisedMinutes: number
  confirmedMinutes: number
  unconfirmedMinutes: number
}

/** The weeks of both lists in their order, with those between them in which nothing happened. */
export function joinWeeks(
  promised: readonly { week: string; minutes: number }[],
  given: readonly { week: string; confirmed: number; unconfirmed: number }[],
): WeekSums[] {
  const known = [...promised, ...given].map(({ week }) => week).toSorted()
  const [first, last] = [known.at(0), known.at(-1)]
  const weeks: WeekSums[] = []
  for (let week = first; week && last && week <= last; week = plus(week, { days: 7 })) {
    const time = given.find((row) => row.week === week)
    weeks.push({
      startsOn: week,
      promisedMinutes: promised.find((row) => row.week === week)?.minutes ?? 0,
      confirmedMinutes: time?.confirmed ?? 0,
      unconfirmedMinutes: time?.unconfirmed ?? 0,
    })
  }
  return weeks
}
