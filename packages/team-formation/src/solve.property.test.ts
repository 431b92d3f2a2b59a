import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyProblem, bestOfAll } from '../test/small-problems.ts'
import { evaluate, solve } from './index.ts'

it(
  'finds the optimum of every small problem, proves it, and knows when there is none',
  { timeout: 60_000 },
  async () => {
    const seen = { solved: 0, impossible: 0 }
    await fc.assert(
      fc.asyncProperty(anyProblem, async (problem) => {
        const best = bestOfAll(problem)
        const answer = await solve(problem)

        if (best === null) {
          seen.impossible += 1
          expect(answer.status).toBe('infeasible')
          expect(answer.clash?.minimal).toBe(true)
          return
        }
        seen.solved += 1
        const { objective, broken, parts, coverage } = evaluate(problem, answer.teams)
        expect(answer).toMatchObject({ status: 'optimal', parts, coverage })
        expect(broken).toEqual([])
        expect(answer.objective).toBeCloseTo(best, 6)
        expect(objective).toBe(answer.objective)
        expect(answer.bound).toBeGreaterThanOrEqual(objective)
        expect([...answer.placements, ...answer.leftOut].map(({ person }) => person).toSorted()).toEqual(
          problem.people.map(({ id }) => id).toSorted(),
        )
      }),
      { numRuns: 300, seed: 20181905 },
    )
    // A generator that made only one sort would show little.
    expect(Math.min(seen.solved, seen.impossible)).toBeGreaterThan(50)
  },
)
