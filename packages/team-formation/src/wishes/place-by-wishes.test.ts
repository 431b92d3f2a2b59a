import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkWishes, placeByWishes, WishesProblem, type WishesInput } from '../index.ts'

const place = (input: WishesInput) => placeByWishes(WishesProblem.parse(input))

/** Ana and Ben agree; only giving one of them a last wish places everyone. */
const contested: WishesInput = {
  people: [
    { id: 'Ana', preferences: ['P', 'Q', 'R'] },
    { id: 'Ben', preferences: ['P', 'Q', 'R'] },
    { id: 'Cas', preferences: ['P', 'Q'] },
  ],
  projects: ['P', 'Q', 'R'].map((id) => ({ id, capacity: 1 })),
}

it('places as many people as it can, at the lowest total of ranks', () => {
  const { leftOut, profile, ranks } = place(contested)
  expect({ leftOut, profile, ranks }).toEqual({ leftOut: [], profile: [1, 1, 1], ranks: 6 })
})

it('gives as many first wishes as there can be, or spares as many people as it can a last one', () => {
  const input: WishesInput = {
    people: [
      { id: 'Ana', preferences: ['P', 'Q', 'R'] },
      { id: 'Ben', preferences: ['Q', 'P'] },
      { id: 'Cas', preferences: ['Q', 'R', 'P'] },
    ],
    projects: [
      { id: 'P', capacity: 1 },
      { id: 'Q', capacity: 1 },
      { id: 'R', capacity: 1 },
    ],
  }
  const few: WishesInput = {
    people: [
      { id: 'Ana', preferences: ['P'] },
      { id: 'Ben', preferences: ['P', 'Q'] },
    ],
    projects: [
      { id: 'P', capacity: 1 },
      { id: 'Q', capacity: 0 },
    ],
  }

  expect(place({ ...input, best: 'generous' }).profile).toEqual([2, 1, 0])
  expect(place({ ...input, best: 'rank_maximal' }).profile).toEqual([2, 1, 0])
  expect(place({ ...few, best: 'rank_maximal' })).toMatchObject({ profile: [1, 0], ranks: 1 })
})

it('names every mistake, and where it is', () => {
  const result = checkWishes({
    people: [
      { id: 'Ana', preferences: ['P', 'P', 'X'] },
      { id: 'Ana', preferences: [] },
    ],
    projects: [{ id: 'P', capacity: 1 }],
  })

  expect(result.ok ? [] : result.errors.map(({ path, code }) => `${path}: ${code}`)).toEqual([
    'people[1].id: duplicate',
    'people[0].preferences[1]: duplicate',
    'people[0].preferences[2]: unknown_project',
  ])
})

const anyWishes = fc
  .record({ people: fc.integer({ min: 1, max: 5 }), projects: fc.integer({ min: 1, max: 4 }) })
  .chain(({ people, projects }) => {
    const ids = Array.from({ length: projects }, (_, index) => `P${index}`)
    return fc.record({
      people: fc.tuple(
        ...Array.from({ length: people }, (_, index) =>
          fc.record({ id: fc.constant(`n${index}`), preferences: fc.shuffledSubarray(ids) }),
        ),
      ),
      projects: fc.tuple(
        ...ids.map((id) => fc.record({ id: fc.constant(id), capacity: fc.integer({ min: 0, max: 2 }) })),
      ),
      best: fc.constantFrom('ranks' as const, 'generous' as const, 'rank_maximal' as const),
    })
  })

/** What counts, in the order in which it counts, least first. */
function order(best: WishesProblem['best'], profile: number[]): number[] {
  const placed = profile.reduce((sum, count) => sum + count, 0)
  if (best === 'rank_maximal') return profile.map((count) => 0 - count)
  if (best === 'generous') return [0 - placed, ...profile.toReversed()]
  return [0 - placed, profile.reduce((sum, count, rank) => sum + count * (rank + 1), 0)]
}

function bestOrder({ people, projects, best }: WishesProblem): number[] {
  const ranks = Math.max(0, ...people.map(({ preferences }) => preferences.length))
  let found: number[] | null = null
  const options = ranks + 1
  for (let code = 0; code < options ** people.length; code++) {
    const wishes = people.map((_, index) => Math.floor(code / options ** index) % options)
    const chosen = people.map(({ preferences }, index) => preferences[wishes[index]! - 1])
    if (wishes.some((wish, index) => wish > people[index]!.preferences.length)) continue
    if (projects.some(({ id, capacity }) => chosen.filter((one) => one === id).length > capacity)) continue
    const profile = Array.from({ length: ranks }, (_, rank) => wishes.filter((wish) => wish === rank + 1).length)
    const worth = order(best, profile)
    const at = found?.findIndex((value, index) => value !== worth[index]) ?? 0
    if (found === null || (at >= 0 && worth[at]! < found[at]!)) found = worth
  }
  return found!
}

it('is the best of all ways of placing people, by each of the three measures', () => {
  fc.assert(
    fc.property(anyWishes, (input) => {
      const problem = WishesProblem.parse(input)
      const { profile, placements, leftOut } = placeByWishes(problem)
      expect(order(problem.best, profile)).toEqual(bestOrder(problem))
      for (const { id, capacity } of problem.projects) {
        expect(placements.filter(({ project }) => project === id).length).toBeLessThanOrEqual(capacity)
      }
      expect([...placements.map(({ person }) => person), ...leftOut].toSorted()).toEqual(
        problem.people.map(({ id }) => id).toSorted(),
      )
    }),
    { numRuns: 500, seed: 3 },
  )
})
