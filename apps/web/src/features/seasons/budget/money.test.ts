import { expect, it } from 'vitest'
import { centsOf, typedAmount } from './money.ts'

it.each([
  ['1250', 125_000],
  ['1 250,5', 125_050],
  ['1\u202f250,50 €', 125_050],
  ['12.05', 1_205],
  ['0', 0],
  ['€ 3', 300],
  ['40 euros', 4_000],
  ['10000000', 1_000_000_000],
])('reads %j as people mean it', (typed, cents) => {
  expect(centsOf(typed)).toBe(cents)
})

it.each(['', 'dix', '-5', '1.250,50', '1.250', '1,', '12,505', '10000000,01', '1e3', '12,5,1'])(
  'does not guess what %j means',
  (typed) => {
    expect(centsOf(typed)).toBe(undefined)
  },
)

it('writes an amount so that it is read again as it was', () => {
  const amounts = [0, 5, 10, 99, 100, 125_050, 1_000_000_000]

  expect(amounts.map((cents) => centsOf(typedAmount(cents)))).toEqual(amounts)
  expect(typedAmount(null)).toBe('')
})
