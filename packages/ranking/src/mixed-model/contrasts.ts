import { solveLower, squaredNorm } from './cholesky.ts'
import type { Observations, Solution } from './equations.ts'

/**
 * Scores are linear in (level, jurors) plus a part of their own: a project's effect, given the others, is
 * (sum of its totals − visits × level − its jurors' effects) ÷ precision. The score asked for is what the whole of this
 * jury would give on average, level + project + mean of the jurors.
 */
function scoreWeights({ byProject, jurors }: Observations, { precision }: Solution, project: number): Float64Array {
  const weights = new Float64Array(jurors + 1).fill(1 / jurors)
  const known = precision[project]!
  weights[0] = 1 - byProject[project]!.length / known
  for (const { juror } of byProject[project]!) weights[juror + 1]! -= 1 / known
  return weights
}

export function scoreMean(observations: Observations, solution: Solution, project: number): number {
  const own = observations.sums[project]! / solution.precision[project]!
  return observations.centre + own + dot(scoreWeights(observations, solution, project), solution.effects)
}

/** In units of noise variance. */
export function scoreVariance(observations: Observations, solution: Solution, project: number): number {
  const weights = scoreWeights(observations, solution, project)
  return 1 / solution.precision[project]! + varianceOf(weights, solution)
}

/** Variance of the difference of two scores, in units of noise variance: what they share cancels out. */
export function gapVariance(observations: Observations, solution: Solution, project: number, other: number): number {
  const weights = scoreWeights(observations, solution, project)
  const otherWeights = scoreWeights(observations, solution, other)
  const own = 1 / solution.precision[project]! + 1 / solution.precision[other]!
  return (
    own +
    varianceOf(
      weights.map((weight, index) => weight - otherWeights[index]!),
      solution,
    )
  )
}

/** Severity is the jurors' mean effect minus the juror's own: points below the jury on the same work. */
export function severityOf(
  { jurors }: Observations,
  solution: Solution,
  juror: number,
): { mean: number; variance: number } {
  const weights = new Float64Array(jurors + 1).fill(1 / jurors)
  weights[0] = 0
  weights[juror + 1]! -= 1
  return { mean: dot(weights, solution.effects), variance: varianceOf(weights, solution) }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!
  return sum
}

function varianceOf(weights: Float64Array, { lower }: Solution): number {
  return squaredNorm(solveLower(lower, weights))
}
