import type { Person } from '@essor/team-formation/problem'
import { expect, it } from 'vitest'
import type { MatchingBoard } from './board.queries.ts'
import { matches, noFilters } from './filters.ts'
import { moved, neighbour, NOWHERE, placeOf } from './places.ts'
import { aBoard } from './test-board.ts'

const teams = [
  { project: 'a', people: ['ana', 'ben'] },
  { project: 'b', people: ['cas'] },
]

it('moves one person and leaves the teams of others the same objects', () => {
  const after = moved([...teams, { project: 'c', people: ['dan'] }], 'ana', 'b')

  expect(after).toEqual([
    { project: 'a', people: ['ben'] },
    { project: 'b', people: ['cas', 'ana'] },
    { project: 'c', people: ['dan'] },
  ])
  expect(moved(teams, 'ana', 'b')[0]).not.toBe(teams[0])
  expect(moved(teams, 'ana', NOWHERE)[1]).toBe(teams[1])
  expect(moved(teams, 'dan', 'c').at(-1)).toEqual({ project: 'c', people: ['dan'] })
  expect(placeOf(moved(teams, 'cas', NOWHERE), 'cas')).toBe(NOWHERE)
})

it('leads arrows over a grid, and nowhere beyond its edges', () => {
  const places = ['1', '2', '3', '4', '5']

  expect(
    ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'x'].map((key) =>
      neighbour(places, '2', key, 3),
    ),
  ).toEqual(['1', '3', '1', '5', '1', '5', null])
  expect(['1', '5'].map((from) => neighbour(places, from, 'ArrowUp', 3))).toEqual([null, '2'])
  expect(['1', '5'].map((from) => neighbour(places, from, 'ArrowDown', 3))).toEqual(['2', null])
})

it('finds people by name, place, skill, origin, category, and by what they wished for', () => {
  const board = aBoard()
  const who = (filters: object, place = 'garden') =>
    board.problem.people
      .filter((person, index) =>
        matches(
          { ...noFilters(), ...filters },
          board.people[index] as MatchingBoard['people'][number],
          person as Person,
          place,
        ),
      )
      .map(({ id }) => id)

  expect(who({})).toEqual(['Ana', 'Ben', 'Cas'])
  expect(who({ search: ' áNA ' })).toEqual(['Ana'])
  expect(who({ site: 'there' })).toEqual(['Ben'])
  expect(who({ skill: 'food.garden' })).toEqual(['Ana'])
  expect(who({ origin: 'mairie' })).toEqual(['Cas'])
  expect(who({ category: 'student' })).toEqual(['Ana', 'Ben'])
  expect(who({ withoutWish: true })).toEqual(['Ben', 'Cas'])
  expect(who({ withoutWish: true }, 'bikes')).toEqual([])
})
