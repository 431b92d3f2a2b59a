import { expect, it } from 'vitest'
import { tallyScorecards } from '../tally.ts'
import { cholesky, solveLower, squaredNorm } from './cholesky.ts'
import { gapVariance, scoreMean, scoreVariance, severityOf } from './contrasts.ts'
import { type Observations, observe, solve } from './equations.ts'

function observed(marks: [juror: string, project: string, mark: number][]) {
  return observe(
    tallyScorecards({
      criteria: [{ id: 'all', weight: 1, min: 0, max: 100 }],
      projects: [...new Set(marks.map(([, project]) => project))],
      scorecards: marks.map(([juror, project, all]) => ({ juror, project, scores: { all } })),
      tieBreaks: [],
      top: 1,
    }),
  )
}

// Means 70 and 55 for projects, 70 and 55 for jurors, 62.5 for all. Sums of squares: 225, 225, and 25 left over.
const twoByTwo = observed([
  ['ana', 'garden', 80],
  ['ana', 'repair', 60],
  ['ben', 'garden', 60],
  ['ben', 'repair', 50],
])

it('shrinks balanced data by visits ÷ (visits + 1/ratio²): two thirds of 7.5', () => {
  const solution = solve(twoByTwo, 1, 1)
  expect(scoreMean(twoByTwo, solution, 0)).toBeCloseTo(67.5, 10)
  expect(scoreMean(twoByTwo, solution, 1)).toBeCloseTo(57.5, 10)
  expect(severityOf(twoByTwo, solution, 0).mean).toBeCloseTo(-5, 10)
  expect(severityOf(twoByTwo, solution, 1).mean).toBeCloseTo(5, 10)
})

it('gives the posterior variances of balanced data', () => {
  const solution = solve(twoByTwo, 1, 1)
  // Prior variance of a difference 2, of its observation 1: 1 / (1/2 + 1/1). The common level adds 1/4 to each score.
  expect(gapVariance(twoByTwo, solution, 0, 1)).toBeCloseTo(2 / 3, 10)
  expect(scoreVariance(twoByTwo, solution, 0)).toBeCloseTo(1 / 4 + 2 / 3 / 4, 10)
  expect(severityOf(twoByTwo, solution, 0).variance).toBeCloseTo(2 / 3 / 4, 10)
})

it('gives the restricted likelihood of the balanced analysis of variance', () => {
  const reference = solve(twoByTwo, 1, 1)
  const solution = solve(twoByTwo, 2, 0.5)
  expect(reference.residual).toBeCloseTo(25 + 225 / 3 + 225 / 3, 8)
  expect(solution.residual).toBeCloseTo(25 + 225 / 9 + 225 / 1.5, 8)
  expect(solution.logDeterminant - reference.logDeterminant).toBeCloseTo(
    Math.log(9) + Math.log(1.5) - 2 * Math.log(3),
    10,
  )
})

it('takes severity off in an incomplete design: with free effects it is least squares', () => {
  // The severe juror (20 points lower on the shared garden) alone saw repair: repair ends above what it was given.
  const design = observed([
    ['ana', 'garden', 80],
    ['ben', 'garden', 60],
    ['ben', 'repair', 65],
    ['ana', 'canteen', 70],
  ])
  const solution = solve(design, 1e4, 1e4)
  const [canteen, garden, repair] = [0, 1, 2].map((project) => scoreMean(design, solution, project))
  expect(repair! - garden!).toBeCloseTo(5, 3)
  expect(garden! - canteen!).toBeCloseTo(10, 3)
  expect(severityOf(design, solution, 1).mean).toBeCloseTo(10, 3)
})

it('gives the same restricted likelihood as the covariance matrix of the totals, in an unbalanced design', () => {
  const design = observed([
    ['ana', 'garden', 80],
    ['ana', 'repair', 62],
    ['ana', 'canteen', 71],
    ['ben', 'garden', 60],
    ['ben', 'repair', 65],
    ['cleo', 'canteen', 40],
  ])
  const sparse = (projectRatio: number, jurorRatio: number) => {
    const { residual, logDeterminant } = solve(design, projectRatio, jurorRatio)
    return residual + logDeterminant
  }
  expect(sparse(2, 0.5)).toBeCloseTo(denseRestricted(design, 2, 0.5), 8)
  expect(sparse(0.3, 1.7)).toBeCloseTo(denseRestricted(design, 0.3, 1.7), 8)
})

/** log |V| + log (1ᵗV⁻¹1) + yᵗPy with V = I + ratio² where the project is shared + ratio² where the juror is. */
function denseRestricted({ byProject }: Observations, projectRatio: number, jurorRatio: number): number {
  const visits = byProject.flatMap((own, project) => own.map((visit) => ({ ...visit, project })))
  const covariance = visits.flatMap((one) =>
    visits.map(
      (other) =>
        Number(one === other) +
        Number(one.project === other.project) * projectRatio ** 2 +
        Number(one.juror === other.juror) * jurorRatio ** 2,
    ),
  )
  const size = visits.length
  const lower = cholesky(Float64Array.from(covariance), size)
  const ones = solveLower(lower, new Float64Array(size).fill(1))
  const totals = solveLower(
    lower,
    Float64Array.from(visits, ({ total }) => total),
  )
  const information = squaredNorm(ones)
  const along = totals.reduce((sum, value, index) => sum + value * ones[index]!, 0)
  const logDeterminant = visits.reduce((sum, _, row) => sum + 2 * Math.log(lower[row * size + row]!), 0)
  return logDeterminant + Math.log(information) + squaredNorm(totals) - along ** 2 / information
}
