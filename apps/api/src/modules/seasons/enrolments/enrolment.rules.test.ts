import { EnrolmentStatus } from '@essor/contracts'
import { describe, expect, it } from 'vitest'
import {
  assertEnrolmentMove,
  assertEnrolmentOpen,
  assertOfferHolds,
  enrolmentIsOpen,
  offerTimes,
} from './enrolment.rules.ts'

const allowed = {
  organiser: [
    'applied → waiting',
    'applied → confirmed',
    'applied → withdrawn',
    'waiting → applied',
    'waiting → confirmed',
    'waiting → withdrawn',
    'offered → confirmed',
    'offered → checked_in',
    'offered → withdrawn',
    'confirmed → applied',
    'confirmed → checked_in',
    'confirmed → withdrawn',
    'confirmed → no_show',
    'checked_in → confirmed',
    'withdrawn → applied',
    'no_show → confirmed',
    'no_show → checked_in',
    'lapsed → applied',
  ],
  self: [
    'applied → withdrawn',
    'waiting → withdrawn',
    'offered → confirmed',
    'offered → withdrawn',
    'confirmed → withdrawn',
    'withdrawn → applied',
    'lapsed → applied',
  ],
  system: ['applied → waiting', 'applied → confirmed', 'waiting → offered', 'offered → lapsed'],
}

it.each(['organiser', 'self', 'system'] as const)('lets %s make these moves and no other', (by) => {
  const moves = EnrolmentStatus.options.flatMap((from) => EnrolmentStatus.options.map((to) => ({ from, to })))

  const possible = moves.filter(({ from, to }) => refusalOf(() => assertEnrolmentMove(from, to, by)) === undefined)

  expect(possible.map(({ from, to }) => `${from} → ${to}`)).toEqual(allowed[by])
})

it('says which move is refused', () => {
  expect(refusalOf(() => assertEnrolmentMove('applied', 'checked_in', 'organiser'))).toMatchObject({
    code: 'enrolment_transition',
    message: 'An enrolment that is applied cannot become checked_in.',
  })
})

describe('a place that is held', () => {
  const ends = new Date('2026-03-04T09:00:00Z')
  const inApril = { offerHours: 48, startsOn: '2026-04-01', endsOn: '2026-05-31', timeZone: 'Europe/Paris' }

  it('can be accepted until the moment that was told, and not then', () => {
    expect(assertOfferHolds(ends, new Date('2026-03-04T08:59:59.999Z'))).toBeUndefined()
    expect(refusalOf(() => assertOfferHolds(ends, ends))).toMatchObject({ code: 'offer_over' })
  })

  it.each([
    [48, '2026-03-04T09:00:00.000Z', '2026-03-03T21:00:00.000Z'],
    [12, '2026-03-02T21:00:00.000Z', '2026-03-02T18:00:00.000Z'],
    [8, '2026-03-02T17:00:00.000Z', '2026-03-02T14:00:00.000Z'],
    [4, '2026-03-02T13:00:00.000Z', '2026-03-02T10:00:00.000Z'],
    [3, '2026-03-02T12:00:00.000Z', undefined],
    [1, '2026-03-02T10:00:00.000Z', undefined],
  ])('for %s hours ends at %s, with a reminder at %s', (hours, offerEndsAt, offerRemindAt) => {
    const times = offerTimes(new Date('2026-03-02T09:00:00Z'), { ...inApril, offerHours: hours })

    expect([times.offerEndsAt.toISOString(), times.offerRemindAt?.toISOString()]).toEqual([offerEndsAt, offerRemindAt])
  })

  it('of 48 hours over the change of clock lasts 48 hours', () => {
    expect(offerTimes(new Date('2026-03-28T09:00:00Z'), inApril).offerEndsAt).toEqual(new Date('2026-03-30T09:00:00Z'))
  })

  it.each([
    ['Europe/Paris', '2026-03-31T09:00:00Z', '2026-03-31T22:00:00.000Z', '2026-03-31T18:45:00.000Z'],
    ['Indian/Reunion', '2026-03-31T09:00:00Z', '2026-03-31T20:00:00.000Z', '2026-03-31T17:00:00.000Z'],
    ['Europe/Paris', '2026-03-31T21:30:00Z', '2026-03-31T22:30:00.000Z', undefined],
    ['Europe/Paris', '2026-04-10T09:00:00Z', '2026-04-12T09:00:00.000Z', '2026-04-11T21:00:00.000Z'],
    ['Europe/Paris', '2026-05-31T15:00:00Z', '2026-05-31T22:00:00.000Z', '2026-05-31T19:00:00.000Z'],
  ])(
    'in %s at %s ends with the beginning of the season, or with its last day, an hour later at least: at %s',
    (timeZone, now, end, remind) => {
      const times = offerTimes(new Date(now), { ...inApril, timeZone })

      expect([times.offerEndsAt.toISOString(), times.offerRemindAt?.toISOString()]).toEqual([end, remind])
    },
  )
})

describe('who can enrol when', () => {
  const recruitment = { startsAt: new Date('2026-02-01T08:00:00Z'), endsAt: new Date('2026-03-20T22:59:00Z') }

  it.each([
    ['2026-02-01T07:59:59.999Z', false],
    ['2026-02-01T08:00:00.000Z', true],
    ['2026-03-20T22:58:59.999Z', true],
    ['2026-03-20T22:59:00.000Z', false],
  ])('at %s enrolments are open: %s', (now, open) => {
    expect(enrolmentIsOpen({ status: 'published', recruitment }, new Date(now))).toBe(open)
  })

  it.each([
    ['draft', '2026-03-01T00:00:00Z', 'season_not_open', /not published/],
    ['closed', '2026-03-01T00:00:00Z', 'season_not_open', /over/],
    ['published', '2026-01-01T00:00:00Z', 'enrolment_closed', /not opened yet/],
    ['published', '2026-06-01T00:00:00Z', 'enrolment_closed', /over for this season/],
  ] as const)('refuses in a %s season at %s', (status, now, code, message) => {
    expect(() => assertEnrolmentOpen({ status, recruitment }, new Date(now))).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    )
  })

  it('refuses where there is no recruitment at all', () => {
    expect(() => assertEnrolmentOpen({ status: 'published', recruitment: undefined }, new Date())).toThrow(
      expect.objectContaining({ code: 'enrolment_closed' }),
    )
  })
})

function refusalOf(attempt: () => void): unknown {
  try {
    attempt()
    return undefined
  } catch (error) {
    return error
  }
}
