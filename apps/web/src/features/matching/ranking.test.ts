import { describe, expect, it } from 'vitest'
import { moved, placeAt } from './ranking.ts'

describe('moving within a ranking', () => {
  it('moves up, down, and no further than the ends', () => {
    const list = ['a', 'b', 'c']

    expect([moved(list, 2, 0), moved(list, 0, 1), moved(list, 0, -1), moved(list, 1, 9), moved(list, 7, 0)]).toEqual([
      ['c', 'a', 'b'],
      ['b', 'a', 'c'],
      ['a', 'b', 'c'],
      ['a', 'c', 'b'],
      ['a', 'b', 'c'],
    ])
  })

  it('finds the place under a finger', () => {
    const middles = [50, 150, 250]

    expect([placeAt(middles, -20), placeAt(middles, 60), placeAt(middles, 240), placeAt(middles, 900)]).toEqual([
      0, 1, 2, 2,
    ])
    expect(placeAt([], 10)).toBe(0)
  })
})
