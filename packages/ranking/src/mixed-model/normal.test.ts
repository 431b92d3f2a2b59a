import { expect, it } from 'vitest'
import { mean, sampleSd } from '../statistics.ts'
import { normalCdf, seededNormals } from './normal.ts'

it('agrees with the tables of the normal distribution', () => {
  const table = [-3, -1.959964, -1, 0, 0.5, 1.644854, 4].map(normalCdf)
  const expected = [0.0013499, 0.025, 0.1586553, 0.5, 0.6914625, 0.95, 0.9999683]
  for (const [index, value] of table.entries()) expect(value).toBeCloseTo(expected[index]!, 6)
})

it('draws standard normal numbers, the same for one seed', () => {
  const draw = (seed: number) => {
    const normal = seededNormals(seed)
    return Array.from({ length: 200_000 }, () => normal())
  }
  const drawn = draw(7)
  expect(draw(7)).toEqual(drawn)
  // Four and a half standard errors of a mean of 200 000.
  expect(Math.abs(mean(drawn))).toBeLessThan(0.01)
  expect(Math.abs(sampleSd(drawn)! - 1)).toBeLessThan(0.01)
})
