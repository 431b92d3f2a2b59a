import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyProblem, bestOfAll } from '../test/small-problems.ts'
import { compile, objectiveStep } from './compile.ts'
import { evaluate } from './index.ts'
import { solveLarge } from './solve-large.ts'
import { teamsFrom } from './teams-from.ts'

it('bounds every small problem from above, and proves what it calls proven', { timeout: 120_000 }, async () => {
  const seen = { proven: 0, bounded: 0 }
  await fc.assert(
    fc.asyncProperty(anyProblem, async (problem) => {
      const best = bestOfAll(problem)
      if (best === null) return
      const compiled = compile(problem)
      const worthOf = (assignment: Int32Array): number => evaluate(problem, teamsFrom(compiled, assignment)).objective
      const result = await solveLarge(compiled, {
        start: null,
        worthOf,
        step: objectiveStep(problem),
        secondsLeft: () => 60,
        shouldStop: () => false,
        pause: async () => {},
        tell: () => undefined,
      })
      if (result?.bound == null) return
      seen.bounded += 1
      expect(result.bound).toBeGreaterThanOrEqual(best - 1e-6)
      if (!result.assignment) return
      expect(evaluate(problem, teamsFrom(compiled, result.assignment)).broken).toEqual([])
      if (!result.proven) return
      seen.proven += 1
      expect(worthOf(result.assignment)).toBeCloseTo(best, 6)
    }),
    { numRuns: 300, seed: 44 },
  )
  expect(seen.bounded).toBeGreaterThan(100)
  expect(seen.proven).toBeGreaterThan(100)
})
