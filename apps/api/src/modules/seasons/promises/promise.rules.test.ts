import { PromiseStatus, type PromiseTerms } from '@essor/contracts'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../platform/errors.ts'
import {
  answerBy,
  assertDayHolds,
  assertFollowUpPromise,
  assertGivenDay,
  assertSeasonPromise,
  isEnding,
  isOver,
  joinWeeks,
  localDay,
  promiseAfter,
} from './promise.rules.ts'

const season = { startsOn: '2026-04-01', endsOn: '2026-05-31' }
const terms: PromiseTerms = { unit: 'evening', amount: 2, rhythm: 'per_week', ...season }

/** The fields refused, each with its code. */
function faultsIn(attempt: () => void): string[] {
  try {
    attempt()
    return []
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.errors?.map(({ path, code }) => `${path} ${code}`) ?? [error.code]
  }
}

it('knows these moves and no other', () => {
  const acts = ['change', 'withdraw', 'ask', 'renew', 'release'] as const
  const possible = PromiseStatus.options.flatMap((from) =>
    acts.flatMap((act) => {
      try {
        return [`${from}, ${act}: ${promiseAfter(act, from)}`]
      } catch {
        return []
      }
    }),
  )

  expect(possible).toEqual([
    'promised, change: promised',
    'promised, withdraw: withdrawn',
    'promised, ask: asked',
    'promised, renew: renewed',
    'promised, release: released',
    'asked, renew: renewed',
    'asked, release: released',
  ])
})

describe('a promise for the season', () => {
  const faults = (over: Partial<PromiseTerms>, today = '2026-03-02') =>
    faultsIn(() => assertSeasonPromise({ ...terms, ...over }, season, today))

  it('may run from its first day to its last', () => {
    expect(faults({})).toEqual([])
    expect(faults({}, '2026-05-31')).toEqual([])
  })

  it('stays within its days', () => {
    expect(faults({ startsOn: '2026-03-31' })).toEqual(['startsOn outside_days'])
    expect(faults({ endsOn: '2026-06-01' })).toEqual(['endsOn outside_days'])
    expect(faults({ startsOn: '2027-04-01', endsOn: '2027-05-31' })).toEqual([
      'startsOn outside_days',
      'endsOn outside_days',
    ])
  })

  it('ends after it begins, and not in the past', () => {
    expect(faults({ startsOn: '2026-05-02', endsOn: '2026-05-01' })).toEqual(['endsOn order'])
    expect(faults({ endsOn: '2026-04-30' }, '2026-05-01')).toEqual(['endsOn past'])
  })

  it('tells a week’s rhythm of a week at least', () => {
    expect(faults({ endsOn: '2026-04-07' })).toEqual([])
    expect(faults({ endsOn: '2026-04-06' })).toEqual(['rhythm needs_week'])
  })

  it.each<[PromiseTerms['unit'], PromiseTerms['rhythm'], number]>([
    ['evening', 'per_week', 7],
    ['day', 'total', 61],
    ['hour', 'per_week', 168],
    ['hour', 'total', 1_464],
  ])('holds no more than its days do: %s, %s', (unit, rhythm, most) => {
    expect(faults({ unit, rhythm, amount: most })).toEqual([])
    expect(faults({ unit, rhythm, amount: most + 1 })).toEqual(['amount more_than_days'])
  })
})

describe('a promise for afterwards', () => {
  const faults = (startsOn: string, endsOn: string, today = '2026-06-02') =>
    faultsIn(() => assertFollowUpPromise({ ...terms, startsOn, endsOn }, season, today, 'promise.'))

  it('begins the day after the season, and runs a year at most', () => {
    expect(faults('2026-06-01', '2026-08-31')).toEqual([])
    expect(faults('2026-06-01', '2027-06-01')).toEqual([])
    expect(faults('2026-06-01', '2027-06-02')).toEqual(['promise.endsOn over_a_year'])
    expect(faults('2026-05-31', '2026-08-31')).toEqual(['promise.startsOn outside_days'])
    expect(faults('2026-06-01', '2027-06-03')).toEqual(['promise.endsOn outside_days'])
  })
})

it('gives people the whole of the last day to answer, in the zone of the season', () => {
  const at = (iso: string, zone: string) => answerBy(new Date(iso), 14, zone).toISOString()

  expect(at('2026-10-20T21:59:00Z', 'Europe/Paris')).toBe('2026-11-03T22:59:00.000Z')
  expect(at('2026-10-20T22:01:00Z', 'Europe/Paris')).toBe('2026-11-04T22:59:00.000Z')
  expect(at('2026-10-20T21:59:00Z', 'Indian/Reunion')).toBe('2026-11-04T19:59:00.000Z')
})

it('ends a season on its last day, in its zone, or when it is closed', () => {
  const ends = (iso: string, status: 'draft' | 'published' | 'closed', timeZone = 'America/Guadeloupe') =>
    isEnding({ ...season, status, timeZone }, new Date(iso))

  expect(ends('2026-05-31T03:59:00Z', 'published')).toBe(false)
  expect(ends('2026-05-31T04:00:00Z', 'published')).toBe(true)
  expect(ends('2026-04-02T00:00:00Z', 'closed')).toBe(true)
  expect(ends('2026-07-01T00:00:00Z', 'draft')).toBe(false)
})

it('is over when its last day is past', () => {
  const over = (iso: string, status: 'draft' | 'published' | 'closed') =>
    isOver({ ...season, status, timeZone: 'America/Guadeloupe' }, new Date(iso))

  expect(over('2026-06-01T03:59:00Z', 'published')).toBe(false)
  expect(over('2026-06-01T04:00:00Z', 'published')).toBe(true)
  expect(over('2026-04-02T00:00:00Z', 'closed')).toBe(true)
  expect(over('2026-07-01T00:00:00Z', 'draft')).toBe(false)
})

it('takes time for a day that has come, of the season or of what was promised after it', () => {
  const faults = (day: string, today: string) =>
    faultsIn(() => assertGivenDay(day, [season, { startsOn: '2026-07-01', endsOn: '2026-07-31' }], today))

  expect(faults('2026-04-01', '2026-04-01')).toEqual([])
  expect(faults('2026-07-31', '2026-08-04')).toEqual([])
  expect(faults('2026-04-02', '2026-04-01')).toEqual(['day future'])
  expect(faults('2026-03-31', '2026-04-01')).toEqual(['day outside_days'])
  expect(faults('2026-06-15', '2026-07-01')).toEqual(['day outside_days'])
})

it('holds 24 hours in a day', () => {
  expect(faultsIn(() => assertDayHolds(1_260, 180))).toEqual([])
  expect(faultsIn(() => assertDayHolds(1_261, 180))).toEqual(['given_time_day_full'])
})

it.each([
  ['2026-03-29T00:30:00Z', 'Europe/Paris', '2026-03-29'],
  ['2026-10-24T22:30:00Z', 'Europe/Paris', '2026-10-25'],
  ['2026-10-25T23:30:00Z', 'Europe/Paris', '2026-10-26'],
  ['2026-10-25T03:59:00Z', 'America/Guadeloupe', '2026-10-24'],
])('at %s it is, in %s, the %s', (now, zone, day) => {
  expect(localDay(new Date(now), zone)).toBe(day)
})

it('shows the weeks in which nothing happened too', () => {
  const given = [{ week: '2026-04-20', confirmed: 60, unconfirmed: 30 }]

  expect(joinWeeks([{ week: '2026-03-30', minutes: 360 }], given).map((week) => Object.values(week))).toEqual([
    ['2026-03-30', 360, 0, 0],
    ['2026-04-06', 0, 0, 0],
    ['2026-04-13', 0, 0, 0],
    ['2026-04-20', 0, 60, 30],
  ])
  expect(joinWeeks([], [])).toEqual([])
})
