import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyProblem, bestOfAll } from '../test/small-problems.ts'
import { compile } from './compile.ts'
import { numbersOf, type Numbers } from './model.ts'
import { priceModel } from './prices.ts'
import { randomFrom } from './random.ts'

/** Every team of kinds that a project may have, as often as there are people of them. */
function everyTeam({ kinds }: Numbers, p: number, { min, max }: { min: number; max: number }): number[][] {
  let teams: number[][] = [[]]
  kinds.forEach(({ unit, units }, k) => {
    if (unit.allowed[p] === 0) return
    for (const team of teams.slice()) {
      for (let count = 1; count <= units.length; count++)
        teams.push([...team, ...Array.from({ length: count }, () => k)])
    }
  })
  teams = teams.filter((team) => {
    const people = team.reduce((sum, k) => sum + kinds[k]!.unit.people.length, 0)
    return people >= min && people <= max
  })
  return teams
}

it('finds the best team of every project under any prices, and bounds every answer', () => {
  const seen = { teams: 0, bounded: 0 }
  fc.assert(
    fc.property(anyProblem, fc.integer({ min: 1, max: 1000 }), (problem, seed) => {
      const compiled = compile(problem)
      const numbers = numbersOf(compiled)
      const pricing = priceModel(compiled, numbers)
      const random = randomFrom(seed)
      const prices = Float64Array.from(numbers.kinds, (_, k) => pricing.safe(k, random() * 24 - 12))
      const { bound, best } = pricing.boundAt(prices, () => false)!

      problem.projects.forEach(({ size }, p) => {
        const worths = everyTeam(numbers, p, size).map((team) =>
          team.reduce((sum, k) => sum - prices[k]!, pricing.worthOf(p, team)),
        )
        const most = Math.max(-Infinity, ...worths)
        expect(best[p]!.bound).toBeGreaterThanOrEqual(most - 1e-6)
        if (most > 0) {
          seen.teams += 1
          expect(best[p]!.worth).toBeCloseTo(most, 5)
          expect(best[p]!.bound).toBeCloseTo(most, 5)
        }
      })
      const optimum = bestOfAll(problem)
      if (optimum === null) return
      seen.bounded += 1
      expect(bound).toBeGreaterThanOrEqual(optimum - 1e-6)
    }),
    { numRuns: 500, seed: 45 },
  )
  expect(seen.teams).toBeGreaterThan(100)
  expect(seen.bounded).toBeGreaterThan(30)
})
