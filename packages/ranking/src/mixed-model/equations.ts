import type { Tally } from '../tally.ts'
import { cholesky, solveLower, solveUpper, squaredNorm } from './cholesky.ts'

/**
 * Henderson's equations for total = level + project + juror + noise, solved for one pair of ratios
 * (sd of projects ÷ sd of noise, sd of jurors ÷ sd of noise). Projects are eliminated first, because given the level and
 * the jurors they are independent: what is left has one unknown for the level (position 0) and one for each juror.
 */
export type Solution = {
  /** Cholesky factor of the precision of (level, jurors), in units of noise variance. */
  lower: Float64Array
  /** Posterior mean of (level, jurors). */
  effects: Float64Array
  /** For each project: number of visits + 1/ratio², the precision of its effect when the others are known. */
  precision: Float64Array
  /** Residual sum of squares at the solution, penalties included. */
  residual: number
  /** −2 × restricted log-likelihood without its two terms in the noise variance. */
  logDeterminant: number
}

export type Observations = {
  /** Visits of each project, as totals minus `centre`: small numbers keep the sums exact. */
  byProject: { juror: number; total: number }[][]
  sums: Float64Array
  jurors: number
  count: number
  centre: number
}

export function observe(tally: Tally): Observations {
  const centre = tally.visits.reduce((sum, { total }) => sum + total, 0) / tally.visits.length
  const byProject = tally.byProject.map((visits) =>
    visits.map(({ juror, total }) => ({ juror, total: total - centre })),
  )
  return {
    byProject,
    sums: Float64Array.from(byProject, (visits) => visits.reduce((sum, { total }) => sum + total, 0)),
    jurors: tally.jurors.length,
    count: tally.visits.length,
    centre,
  }
}

export function solve(observations: Observations, projectRatio: number, jurorRatio: number): Solution {
  const { byProject, sums, jurors } = observations
  const size = jurors + 1
  const matrix = new Float64Array(size * size)
  const right = new Float64Array(size)
  const precision = new Float64Array(byProject.length)
  let squares = 0
  for (let juror = 1; juror < size; juror++) matrix[juror * size + juror] = 1 / jurorRatio ** 2
  for (const [project, visits] of byProject.entries()) {
    const known = visits.length + 1 / projectRatio ** 2
    const sum = sums[project]!
    const shared = visits.length / known
    precision[project] = known
    squares -= sum ** 2 / known
    matrix[0]! += visits.length * (1 - shared)
    right[0]! += sum * (1 - shared)
    for (const { juror, total } of visits) {
      const row = juror + 1
      squares += total ** 2
      matrix[row * size]! += 1 - shared
      matrix[row]! += 1 - shared
      matrix[row * size + row]! += 1
      right[row]! += total - sum / known
      for (const other of visits) matrix[row * size + other.juror + 1]! -= 1 / known
    }
  }
  const lower = cholesky(matrix, size)
  const half = solveLower(lower, right)
  let logDeterminant = 2 * (byProject.length * Math.log(projectRatio) + jurors * Math.log(jurorRatio))
  for (let row = 0; row < size; row++) logDeterminant += 2 * Math.log(lower[row * size + row]!)
  for (const known of precision) logDeterminant += Math.log(known)
  return {
    lower,
    effects: solveUpper(lower, half),
    precision,
    residual: Math.max(0, squares - squaredNorm(half)),
    logDeterminant,
  }
}
