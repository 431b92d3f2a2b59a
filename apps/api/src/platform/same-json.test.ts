import { expect, it } from 'vitest'
import { sameJson } from './same-json.ts'

it.each([
  [1, 1, true],
  ['a', 'a', true],
  [null, null, true],
  [{ a: 1, b: [{ c: 2 }] }, { b: [{ c: 2 }], a: 1 }, true],
  [[1, 2], [1, 2], true],
  [1, '1', false],
  [null, undefined, false],
  [null, {}, false],
  [[], {}, false],
  [[1, 2], [2, 1], false],
  [{ a: 1 }, { a: 1, b: undefined }, false],
  [{ a: 1 }, { b: 1 }, false],
  [{ toString: 1 }, { a: 1 }, false],
])('compares %j and %j: %s', (one, other, same) => {
  expect(sameJson(one, other)).toBe(same)
})
