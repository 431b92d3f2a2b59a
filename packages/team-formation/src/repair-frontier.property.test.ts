import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyProblem, everyWay } from '../test/small-problems.ts'
import { changedProblem, evaluate, repair, repairFrontier, type Problem, type RuleName, type Team } from './index.ts'

/** Every pair of (people moved, objective) that no other pair beats, by trying every way. */
function frontierOf(problem: Problem): [moved: number, objective: number][] {
  const best = new Map<number, number>()
  for (const teams of everyWay(problem)) {
    const { objective, parts, broken } = evaluate(problem, teams)
    if (broken.length > 0 || objective <= (best.get(parts.stay.count) ?? -Infinity)) continue
    best.set(parts.stay.count, objective)
  }
  const kept: [number, number][] = []
  for (const [moved, objective] of [...best].toSorted(([a], [b]) => a - b)) {
    if (kept.every(([, better]) => objective > better + 1e-9)) kept.push([moved, objective])
  }
  return kept.toReversed()
}

/** Mostly possible, so that there is something to weigh: rules about whole teams cost instead of forbidding. */
function seldomImpossible(problem: Problem): Problem {
  const rules = { ...problem.rules }
  for (const name of Object.keys(rules) as RuleName[]) {
    const strict = ['together', 'apart', 'locked', 'forbidden', 'sites'].includes(name)
    if (!strict && rules[name].strength === 'hard') rules[name] = { strength: 'soft', cost: 4 }
  }
  return { ...problem, rules }
}

const anyRepair = anyProblem.chain((problem) =>
  fc.record({
    problem: fc.constant(seldomImpossible(problem)),
    places: fc.tuple(...problem.people.map(() => fc.integer({ min: -1, max: problem.projects.length - 1 }))),
    gone: fc.constantFrom<string[][]>([], ['n0']),
  }),
)

it('finds the whole frontier of every small repair, each point as it is', { timeout: 120_000 }, async () => {
  const seen = { long: 0, none: 0, between: 0 }
  await fc.assert(
    fc.asyncProperty(anyRepair, async ({ problem, places, gone }) => {
      const published = problem.projects.map(({ id }, p): Team => ({
        project: id,
        people: problem.people.filter((_, index) => places[index] === p).map((person) => person.id),
      }))
      const changes = { left: gone }

      const { points, complete } = await repairFrontier(problem, published, changes)

      const free = changedProblem(problem, published, changes, 0)
      const expected = frontierOf(free)
      expect(complete).toBe(true)
      expect(points.map(({ moved }) => moved)).toEqual(expected.map(([moved]) => moved))
      for (const [at, { objective, moved, teams, status, penalties }] of points.entries()) {
        expect(objective).toBeCloseTo(expected[at]![1], 6)
        expect(status).toBe('optimal')
        expect(evaluate(free, teams)).toMatchObject({ objective, broken: [], parts: { stay: { count: moved } } })
        if (penalties === null) {
          seen.between += 1
          continue
        }
        const between = penalties.below === null ? penalties.above + 1 : (penalties.above + penalties.below) / 2
        const repaired = await repair(problem, published, changes, { penalty: between })
        expect(repaired.spared).toBe(moved)
        expect(repaired.objective).toBeCloseTo(objective, 6)
      }
      if (points.length > 1) seen.long += 1
      if (points.length === 0) seen.none += 1
    }),
    { numRuns: 150, seed: 8 },
  )
  expect(seen.long).toBeGreaterThan(20)
  expect(Math.min(seen.none, seen.between)).toBeGreaterThan(2)
})
