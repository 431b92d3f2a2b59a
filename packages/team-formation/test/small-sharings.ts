import fc from 'fast-check'
import { evaluateShares, SharingProblem, type Share, type ShareObjective } from '../src/index.ts'

/** At most 4 people × 4 items with at most 10 pairs free, so that every way of giving can be tried. */
export const anySharing = fc
  .record({ people: fc.integer({ min: 1, max: 4 }), items: fc.integer({ min: 1, max: 4 }) })
  .filter(({ people, items }) => people * items <= 12)
  .chain(({ people, items }) => {
    const person = fc.integer({ min: 0, max: people - 1 }).map((index) => `n${index}`)
    const item = fc.integer({ min: 0, max: items - 1 }).map((index) => `F${index}`)
    const topics = fc.uniqueArray(fc.constantFrom('law', 'web', 'food'), { maxLength: 2 })
    const pairs = (most: number) =>
      fc.uniqueArray(fc.tuple(person, item), { maxLength: most, selector: (pair) => pair.join() })
    return fc.record({
      people: fc.tuple(
        ...Array.from({ length: people }, (_, index) =>
          fc.record({
            id: fc.constant(`n${index}`),
            capacity: fc.option(fc.integer({ min: 0, max: 4 })),
            load: fc.constantFrom(0, 0, 0, 1, 3),
            topics,
          }),
        ),
      ),
      items: fc.tuple(
        ...Array.from({ length: items }, (_, index) =>
          fc.record({ id: fc.constant(`F${index}`), demand: fc.integer({ min: 0, max: 3 }), topics }),
        ),
      ),
      conflicts: pairs(5),
      bids: fc.uniqueArray(fc.record({ person, item, value: fc.integer({ min: -3, max: 4 }) }), {
        maxLength: 8,
        selector: (bid) => bid.person + bid.item,
      }),
      fixed: pairs(2),
      first: fc.constantFrom('balance' as const, 'affinity' as const),
      topicPoints: fc.constantFrom(0, 0.5, 1),
      seed: fc.nat(1000),
    })
  })
  .map(({ fixed, ...rest }) => {
    const forbidden = new Set(rest.conflicts.map((pair) => pair.join()))
    return SharingProblem.parse({ ...rest, fixed: fixed.filter((pair) => !forbidden.has(pair.join())) })
  })

/** The numbers of an objective in the order in which they count, least first. */
export function inOrder(problem: SharingProblem, objective: ShareObjective): number[] {
  const { missing, missingSquares, loadSquares, affinity } = objective
  const rest = problem.first === 'balance' ? [loadSquares, 0 - affinity] : [0 - affinity, loadSquares]
  return [missing, missingSquares, ...rest]
}

/** The best of all ways of giving items that break no rule. */
export function bestSharing(problem: SharingProblem): number[] {
  const free = problem.people.flatMap(({ id }) =>
    problem.items
      .map((item) => [id, item.id] as const)
      .filter(([person, item]) =>
        [...problem.conflicts, ...problem.fixed].every(([p, i]) => p !== person || i !== item),
      ),
  )
  let best: number[] | null = null
  for (let code = 0; code < 2 ** free.length; code++) {
    const given = [...problem.fixed, ...free.filter((_, index) => (code >> index) & 1)]
    const shares = problem.items.map(({ id }): Share => ({
      item: id,
      people: given.filter(([, item]) => item === id).map(([person]) => person),
    }))
    const { objective, broken } = evaluateShares(problem, shares)
    if (broken.length > 0) continue
    const worth = inOrder(problem, objective)
    if (best === null || isLess(worth, best)) best = worth
  }
  return best!
}

function isLess(one: number[], other: number[]): boolean {
  const at = one.findIndex((value, index) => value !== other[index])
  return at >= 0 && one[at]! < other[at]!
}
