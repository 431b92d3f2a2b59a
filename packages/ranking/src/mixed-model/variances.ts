import { type Observations, solve, type Solution } from './equations.ts'

/**
 * One possible pair of ratios with what it implies, and the noise levels (sd in points) possible with it. All the weights
 * of all the noises sum to 1; `weight` is their sum here, and `noiseVariance` their mean variance.
 */
export type Component = {
  solution: Solution
  weight: number
  noiseVariance: number
  noises: { weight: number; sd: number }[]
}

/**
 * Log-normal priors on the three standard deviations, in points of 100: wide (a factor of 2.2 either way is ordinary),
 * yet never 0 nor without end, so that three scorecards give a careful answer and three hundred outweigh them.
 */
const logSd = 0.8
const medians = { project: 10, juror: 6, noise: 8 }

type Range = { from: number; to: number }
type Box = { project: Range; juror: Range; noise: Range }

const pointsPerSide = 9
const passes = 3

/** The posterior over the standard deviations, on a grid in logarithms that closes in on where its mass is. */
export function weighVariances(observations: Observations): Component[] {
  let box: Box = {
    project: { from: Math.log(0.08), to: Math.log(12) },
    juror: { from: Math.log(0.08), to: Math.log(12) },
    noise: { from: Math.log(0.5), to: Math.log(50) },
  }
  for (let pass = 1; pass < passes; pass++) box = closeIn(box, evaluate(observations, box))
  const kept = evaluate(observations, box).filter(({ density }) => density > 1e-4)
  const total = kept.reduce((sum, { density }) => sum + density, 0)
  return [...Map.groupBy(kept, ({ solution }) => solution)].map(([solution, cells]) => {
    const noises = cells.map(({ density, at }) => ({ weight: density / total, sd: Math.exp(at.noise) }))
    const weight = noises.reduce((sum, noise) => sum + noise.weight, 0)
    const noiseVariance = noises.reduce((sum, noise) => sum + noise.weight * noise.sd ** 2, 0) / weight
    return { solution, weight, noiseVariance, noises }
  })
}

type Cell = { at: { project: number; juror: number; noise: number }; density: number; solution: Solution }

/** Densities are relative to the highest, which is 1. */
function evaluate(observations: Observations, box: Box): Cell[] {
  const cells: Cell[] = []
  for (const project of gridOver(box.project)) {
    for (const juror of gridOver(box.juror)) {
      const solution = solve(observations, Math.exp(project), Math.exp(juror))
      for (const noise of gridOver(box.noise)) {
        const likelihood =
          -(observations.count - 1) * noise - (solution.logDeterminant + solution.residual / Math.exp(2 * noise)) / 2
        const prior =
          logPrior(project + noise, medians.project) +
          logPrior(juror + noise, medians.juror) +
          logPrior(noise, medians.noise)
        cells.push({ at: { project, juror, noise }, density: likelihood + prior, solution })
      }
    }
  }
  const highest = cells.reduce((high, { density }) => Math.max(high, density), -Infinity)
  return cells.map((cell) => ({ ...cell, density: Math.exp(cell.density - highest) }))
}

function logPrior(logValue: number, median: number): number {
  return -(((logValue - Math.log(median)) / logSd) ** 2) / 2
}

function gridOver({ from, to }: Range): number[] {
  return Array.from({ length: pointsPerSide }, (_, index) => from + ((to - from) * index) / (pointsPerSide - 1))
}

function closeIn(box: Box, cells: Cell[]): Box {
  const heavy = cells.filter(({ density }) => density > 1e-3)
  const around = (side: keyof Box): Range => {
    const { from, to } = box[side]
    const step = (to - from) / (pointsPerSide - 1)
    const values = heavy.map(({ at }) => at[side])
    return { from: Math.max(from, Math.min(...values) - step), to: Math.min(to, Math.max(...values) + step) }
  }
  return { project: around('project'), juror: around('juror'), noise: around('noise') }
}
