import { expect, it } from 'vitest'
import {
  assertCapacityHolds,
  assertRoom,
  fullParts,
  heldIn,
  limitReached,
  roomOf,
  siteOf,
  takeTurns,
} from './places.rules.ts'

const limits = {
  capacity: 10,
  categoryPlaces: { student: 3 },
  sites: [
    { id: 'amiens', name: 'Amiens', capacity: 4 },
    { id: 'ailleurs', name: 'À distance', capacity: null },
  ],
}
const held = [
  { siteId: 'amiens', category: 'student', total: 2 },
  { siteId: 'amiens', category: 'retired', total: 1 },
  { siteId: null, category: 'retired', total: 1 },
] as const
const wanted = (siteId: string | null, category: 'student' | 'retired') => ({ siteId, category })

it('counts what is left of each limit', () => {
  expect(roomOf(limits, held)).toEqual({
    season: 6,
    sites: new Map([
      ['amiens', 1],
      ['ailleurs', Number.POSITIVE_INFINITY],
    ]),
    categories: new Map([['student', 1]]),
  })
  expect(heldIn(held)).toBe(4)
  expect(heldIn(held, ({ category }) => category === 'retired')).toBe(2)
})

it('lets the queue in as long as there is room, and someone who waits for a full site blocks nobody', () => {
  const room = roomOf(limits, held)
  const queue = [
    wanted('amiens', 'retired'),
    wanted('amiens', 'student'),
    wanted('ailleurs', 'student'),
    wanted('ailleurs', 'student'),
    wanted(null, 'retired'),
  ]

  expect(takeTurns(room, queue)).toEqual([queue[0], queue[2], queue[4]])
  expect(room).toEqual({
    season: 3,
    sites: new Map([
      ['amiens', 0],
      ['ailleurs', Number.POSITIVE_INFINITY],
    ]),
    categories: new Map([['student', 0]]),
  })
  expect(fullParts(room)).toEqual({ siteIds: ['amiens'], categories: ['student'] })
})

it('stops at the capacity of the season, and has no limit where none was set', () => {
  const ten = Array.from({ length: 10 }, () => wanted(null, 'retired'))

  expect(takeTurns(roomOf({ ...limits, capacity: 7 }, held), ten)).toHaveLength(3)
  expect(takeTurns(roomOf({ ...limits, capacity: null }, held), ten)).toHaveLength(10)
  expect(takeTurns(roomOf({ ...limits, capacity: 3 }, held), ten)).toEqual([])
})

it.each([
  ['season', { ...limits, capacity: 4 }],
  ['site', { ...limits, sites: [{ id: 'amiens', name: 'Amiens', capacity: 3 }] }],
  ['category', { ...limits, categoryPlaces: { student: 2 } }],
] as const)('says that it is the %s which is full', (limit, some) => {
  const room = roomOf(some, held)

  expect(limitReached(room, wanted('amiens', 'student'))).toBe(limit)
  expect(() => assertRoom(room, wanted('amiens', 'student'))).toThrow(
    expect.objectContaining({ code: 'season_full', errors: [expect.objectContaining({ path: limit, code: 'full' })] }),
  )
})

it('keeps the places of those who were told that they come', () => {
  expect(assertCapacityHolds(12, 12)).toBeUndefined()
  expect(assertCapacityHolds(null, 12)).toBeUndefined()
  expect(() => assertCapacityHolds(11, 12, 'categoryPlaces.student')).toThrow(
    expect.objectContaining({
      code: 'capacity_below_confirmed',
      message: '12 people have a place: choose at least 12.',
      errors: [expect.objectContaining({ path: 'categoryPlaces.student', code: 'below_confirmed' })],
    }),
  )
})

it('means the one site there is, and asks where there are several', () => {
  const [one, two] = [{ id: 'un' }, { id: 'deux' }]
  const refusal = (code: string) =>
    expect.objectContaining({ code: 'invalid_input', errors: [expect.objectContaining({ path: 'siteId', code })] })

  expect([siteOf([], null), siteOf([one], null), siteOf([one, two], 'deux')]).toEqual([null, 'un', 'deux'])
  expect(() => siteOf([one, two], null)).toThrow(refusal('required'))
  expect(() => siteOf([one, two], 'trois')).toThrow(refusal('unknown'))
  expect(() => siteOf([], 'un')).toThrow(refusal('unknown'))
})
