import { EnrolmentStatus } from '@essor/contracts'
import { describe, expect, it } from 'vitest'
import { assertEnrolmentMove, assertEnrolmentOpen, assertPlaceLeft, enrolmentIsOpen } from './enrolment.rules.ts'

const allowed = {
  organiser: [
    'applied → confirmed',
    'applied → withdrawn',
    'confirmed → applied',
    'confirmed → checked_in',
    'confirmed → withdrawn',
    'confirmed → no_show',
    'checked_in → confirmed',
    'withdrawn → applied',
    'no_show → confirmed',
    'no_show → checked_in',
  ],
  self: ['applied → withdrawn', 'confirmed → withdrawn', 'withdrawn → applied'],
}

it.each(['organiser', 'self'] as const)('lets %s make these moves and no other', (by) => {
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

it('gives the last place and no more', () => {
  expect(assertPlaceLeft(null, 1_000)).toBeUndefined()
  expect(assertPlaceLeft(24, 23)).toBeUndefined()
  expect(() => assertPlaceLeft(24, 24)).toThrow(expect.objectContaining({ code: 'season_full' }))
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
