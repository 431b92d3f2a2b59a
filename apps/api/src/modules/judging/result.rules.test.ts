import { expect, it } from 'vitest'
import { AppError } from '../../platform/errors.ts'
import { assertOrder, assertPublishable, finalPlaces, followsRanking, stillFits } from './result.rules.ts'

const computed = [
  { teamId: 'a', rank: 1 },
  { teamId: 'b', rank: 2 },
  { teamId: 'c', rank: 2 },
  { teamId: 'd', rank: 4 },
]
const refusal = (attempt: () => void) => {
  try {
    attempt()
    return undefined
  } catch (error) {
    return error instanceof AppError ? [error.code, error.message, error.errors?.map(({ path }) => path)] : error
  }
}

it('lets teams of equal rank stand in either order', () => {
  expect(followsRanking(['a', 'c', 'b', 'd'], computed)).toBe(true)
  expect(followsRanking(['b', 'a', 'c', 'd'], computed)).toBe(false)
})

it('publishes the computed ranks, ties shared, unless the jury decided otherwise', () => {
  expect(finalPlaces(null, computed)).toEqual(computed)
  expect(finalPlaces(['a', 'c', 'b', 'd'], computed).map(({ rank }) => rank)).toEqual([1, 2, 2, 4])
  expect(finalPlaces(['d', 'a', 'b', 'c'], computed)).toEqual([
    { teamId: 'd', rank: 1 },
    { teamId: 'a', rank: 2 },
    { teamId: 'b', rank: 3 },
    { teamId: 'c', rank: 4 },
  ])
})

it('wants a reason for another order, and every team in it', () => {
  expect(refusal(() => assertOrder(['a', 'c', 'b', 'd'], computed, ''))).toBe(undefined)
  expect(refusal(() => assertOrder(['d', 'a', 'b', 'c'], computed, 'Vote du jury'))).toBe(undefined)
  expect(refusal(() => assertOrder(['d', 'a', 'b', 'c'], computed, ''))).toEqual([
    'invalid_input',
    'This order is not the computed one: say why.',
    ['reason'],
  ])
  expect(refusal(() => assertOrder(['a', 'b'], computed, ''))).toEqual([
    'invalid_input',
    'The order should hold every ranked team, once.',
    ['order'],
  ])
})

it('sees when the decided order no longer fits the marks', () => {
  expect(stillFits(['a', 'c', 'b', 'd'], computed, '')).toBe(true)
  expect(stillFits(['b', 'a', 'c', 'd'], computed, 'Vote du jury')).toBe(true)
  expect(stillFits(['b', 'a', 'c', 'd'], computed, '')).toBe(false)
  expect(stillFits(['a', 'b', 'c'], computed, 'Vote du jury')).toBe(false)
})

it('says all that is missing before publishing', () => {
  const ready = { openSessions: 0, onTheWay: 0, ranked: 2, unscored: 0, awardsWithoutTeam: 0, orderOutdated: false }

  expect(refusal(() => assertPublishable(ready))).toBe(undefined)
  expect(refusal(() => assertPublishable({ ...ready, openSessions: 1, awardsWithoutTeam: 2 }))).toEqual([
    'results_incomplete',
    'Before publishing: close the scoring of every pitch session; give every award to a team.',
    ['results', 'results'],
  ])
})
