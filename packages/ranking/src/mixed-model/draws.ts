import { solveUpper } from './cholesky.ts'
import type { Observations, Solution } from './equations.ts'
import { seededNormals } from './normal.ts'
import type { Component } from './variances.ts'

const draws = 5_000
const seed = 20_181_130

/** For each project, how often it is among the best `places` over seeded draws from the posterior (standard error ≤ .007). */
export function frequencyInTop(observations: Observations, components: Component[], places: number): number[] {
  const hits = observations.byProject.map(() => 0)
  const normal = seededNormals(seed)
  for (const { solution, noise } of spreadDraws(components)) {
    const scores = drawScores(observations, solution, noise, normal)
    const threshold = scores.toSorted()[Math.max(0, scores.length - places)]!
    for (let project = 0; project < scores.length; project++) if (scores[project]! >= threshold) hits[project]! += 1
  }
  return hits.map((count) => count / draws)
}

/** Each possibility gets draws in proportion to its weight, evenly spaced: no chance is spent on choosing it. */
function* spreadDraws(components: Component[]): Generator<{ solution: Solution; noise: number }> {
  let reached = 0
  let draw = 0
  for (const { solution, noises } of components) {
    for (const { weight, sd } of noises) {
      reached += weight
      for (; (draw + 0.5) / draws < reached; draw++) yield { solution, noise: sd }
    }
  }
}

/** The part that all scores share (level and mean of the jurors) does not change their order and is left out. */
function drawScores(
  { byProject, sums }: Observations,
  { lower, effects, precision }: Solution,
  noise: number,
  normal: () => number,
): Float64Array {
  const standard = new Float64Array(effects.length)
  for (let row = 0; row < standard.length; row++) standard[row] = noise * normal()
  const drawn = solveUpper(lower, standard)
  for (let row = 0; row < drawn.length; row++) drawn[row]! += effects[row]!
  const scores = new Float64Array(byProject.length)
  for (let project = 0; project < scores.length; project++) {
    let rest = sums[project]!
    for (const { juror } of byProject[project]!) rest -= drawn[0]! + drawn[juror + 1]!
    scores[project] = rest / precision[project]! + (noise * normal()) / Math.sqrt(precision[project]!)
  }
  return scores
}
