import { expect, it } from 'vitest'
import { fitOf, usualSizes } from './sizes.ts'

it('offers teams around an even share', () => {
  expect([usualSizes(24, 6), usualSizes(21, 9), usualSizes(1, 3), usualSizes(500, 2), usualSizes(3, 0)]).toEqual([
    { min: 3, max: 5 },
    { min: 1, max: 4 },
    { min: 1, max: 2 },
    { min: 50, max: 50 },
    { min: 2, max: 4 },
  ])
})

it('says beforehand that some projects or people will be left over', () => {
  expect([
    fitOf({ min: 3, max: 5 }, 24, 6),
    fitOf({ min: 5, max: 6 }, 24, 6),
    fitOf({ min: 2, max: 3 }, 24, 6),
    fitOf({ min: 3, max: 5 }, 2, 1),
  ]).toEqual([
    { kind: 'fits' },
    { kind: 'projects_closed', count: 2 },
    { kind: 'people_out', count: 6 },
    { kind: 'projects_closed', count: 1 },
  ])
})
