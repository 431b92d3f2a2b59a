import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anySmallProblem, bestOfAll } from '../test/small-problems.ts'
import { compile, objectiveStep } from './compile.ts'
import { evaluate } from './index.ts'
import { solveMip } from './mip.ts'
import { buildModel } from './model.ts'
import { teamsFrom } from './teams-from.ts'

it.each([1, 2, 3, 4])(
  'is worth, whatever the problem, what the best of all ways is worth (2500 problems from seed %i)',
  { timeout: 120_000 },
  async (seed) => {
    const seen = { solved: 0, impossible: 0 }
    await fc.assert(
      fc.asyncProperty(anySmallProblem, async (problem) => {
        const best = bestOfAll(problem)
        const compiled = compile(problem)
        const step = objectiveStep(problem)
        const { outcome, assignment } = await solveMip(buildModel(compiled), {
          secondsLeft: 60,
          absoluteGap: step > 0 ? step * 0.999 : 1e-6,
          seed: problem.seed,
          shouldStop: () => false,
          onProgress: () => undefined,
        })
        expect(outcome).toBe(best === null ? 'infeasible' : 'proven')
        seen[best === null ? 'impossible' : 'solved'] += 1
        if (best === null) return
        const { objective, broken } = evaluate(problem, teamsFrom(compiled, assignment!))
        expect(broken).toEqual([])
        expect(objective).toBeCloseTo(best, 6)
      }),
      { numRuns: 2500, seed },
    )
    expect(Math.min(seen.solved, seen.impossible)).toBeGreaterThan(300)
  },
)
