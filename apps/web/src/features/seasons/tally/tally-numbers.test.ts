import { expect, it } from 'vitest'
import { numberOf, percentOf, shareOf, typedNumber } from './tally-numbers.ts'

it.each([
  ['2,5', 2.5],
  ['2.5', 2.5],
  ['-1', -1],
  ['1 000', 1000],
])('reads %j', (typed, amount) => {
  expect(numberOf(typed)).toBe(amount)
  expect(numberOf(typedNumber(amount))).toBe(amount)
})

it.each(['', 'deux', '2,55', '1e3', '--1', '1000000'])('does not guess what %j means', (typed) => {
  expect(numberOf(typed)).toBe(undefined)
})

it('says all or nothing only where it is so', () => {
  expect([percentOf(0, 0), percentOf(0, 9), percentOf(1, 1000), percentOf(999, 1000), percentOf(9, 9)]).toEqual([
    0, 0, 1, 99, 100,
  ])
})

it('adds up what is of one kind', () => {
  const counters = [
    { kind: 'loop', amount: 60, part: 50 },
    { kind: 'loop', amount: 20, part: 10 },
    { kind: 'count', amount: 8.5, part: 0 },
  ] as const

  expect([shareOf(counters, 'loop'), shareOf(counters, 'meals')]).toEqual([
    { amount: 80, part: 60, percent: 75 },
    undefined,
  ])
})
