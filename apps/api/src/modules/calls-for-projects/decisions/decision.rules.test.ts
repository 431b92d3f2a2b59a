import { expect, it } from 'vitest'
import { assertInTime, confirmationLimit, reordered } from './decision.rules.ts'

const limit = (now: string, days: number, zone: string) => {
  const { confirmBy, confirmRemindAt } = confirmationLimit(new Date(now), days, zone)
  return [confirmBy.toISOString(), confirmRemindAt?.toISOString() ?? null]
}

it.each([
  ['a plain week', '2026-11-20T09:00:00Z', 7, 'Europe/Paris', '2026-11-27T22:59:59.999Z', '2026-11-25T08:00:00.000Z'],
  [
    'late in the evening',
    '2026-11-20T22:30:00Z',
    7,
    'Europe/Paris',
    '2026-11-27T22:59:59.999Z',
    '2026-11-25T08:00:00.000Z',
  ],
  [
    'after midnight there',
    '2026-11-20T23:30:00Z',
    7,
    'Europe/Paris',
    '2026-11-28T22:59:59.999Z',
    '2026-11-26T08:00:00.000Z',
  ],
  [
    'the hour that is skipped',
    '2026-03-22T09:00:00Z',
    7,
    'Europe/Paris',
    '2026-03-29T21:59:59.999Z',
    '2026-03-27T08:00:00.000Z',
  ],
  [
    'the hour that comes twice',
    '2026-10-18T09:00:00Z',
    7,
    'Europe/Paris',
    '2026-10-25T22:59:59.999Z',
    '2026-10-23T07:00:00.000Z',
  ],
  ['La Réunion', '2026-11-20T21:00:00Z', 7, 'Indian/Reunion', '2026-11-28T19:59:59.999Z', '2026-11-26T05:00:00.000Z'],
  ['Tahiti', '2026-11-20T09:00:00Z', 7, 'Pacific/Tahiti', '2026-11-27T09:59:59.999Z', '2026-11-24T19:00:00.000Z'],
  ['too short for a reminder', '2026-11-20T09:00:00Z', 2, 'Europe/Paris', '2026-11-22T22:59:59.999Z', null],
])('lasts until the end of a whole day of the place: %s', (_, now, days, zone, confirmBy, remindAt) => {
  expect(limit(now, days, zone)).toEqual([confirmBy, remindAt])
})

it('is in time at the last instant, and without a limit', () => {
  const confirmBy = new Date('2026-11-27T22:59:59.999Z')

  expect(() => assertInTime({ confirmBy }, confirmBy)).not.toThrow()
  expect(() => assertInTime({ confirmBy: null }, confirmBy)).not.toThrow()
  expect(() => assertInTime({ confirmBy }, new Date(confirmBy.getTime() + 1))).toThrow('The time to confirm has passed')
})

it('moves those that may be moved, among the places that they hold', () => {
  const all = ['a', 'b', 'c', 'd']

  expect(reordered(all, new Set(all), ['d', 'c', 'b', 'a'])).toEqual(['d', 'c', 'b', 'a'])
  expect(reordered(all, new Set(['a', 'c', 'd']), ['d', 'a', 'c'])).toEqual(['d', 'b', 'a', 'c'])
})

it.each([[['a']], [['a', 'a']], [['a', 'b', 'c']], [['a', 'c']]])(
  'refuses a list that is not the one there: %j',
  (wish) => {
    expect(() => reordered(['a', 'b'], new Set(['a', 'b']), wish)).toThrow('The waiting list changed')
  },
)
