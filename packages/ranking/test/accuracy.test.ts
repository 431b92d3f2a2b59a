import { beforeAll, describe, expect, it, vi } from 'vitest'
import { type Method, rank, type RankedProject } from '../src/index.ts'
import { mean } from '../src/statistics.ts'
import { kendallTau, simulateJury } from './simulated-jury.ts'

// Forty juries take seconds, and several times that on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const seeds = Array.from({ length: 40 }, (_, index) => index + 1)
const plan = { projects: 20, jurors: 10, visits: 3, quality: 8, severity: 10, noise: 8 }

type Outcome = { ranking: RankedProject[]; quality: Map<string, number> }

function outcomesOf(simulations: ReturnType<typeof simulateJury>[], method: Method): Outcome[] {
  return simulations.map(({ judging, quality }) => ({ ranking: rank({ ...judging, method }).ranking, quality }))
}

function meanTau(outcomes: Outcome[]): number {
  return mean(
    outcomes.map(({ ranking, quality }) =>
      kendallTau(new Map(ranking.map(({ project, score }) => [project, score])), quality),
    ),
  )
}

describe('twenty projects, ten jurors, three visits to each project', () => {
  let raw: Outcome[]
  let mixed: Outcome[]

  beforeAll(() => {
    const simulations = seeds.map((seed) => simulateJury(plan, seed))
    raw = outcomesOf(simulations, 'raw-mean')
    mixed = outcomesOf(simulations, 'mixed-model')
  })

  it('finds the true order better than the raw mean when jurors differ in severity', () => {
    expect(meanTau(mixed)).toBeGreaterThan(meanTau(raw) + 0.05)
  })

  it('announces probabilities that come true as often as announced', () => {
    const order: { announced: number; came: number }[] = []
    const top: { announced: number; came: number }[] = []
    for (const { ranking, quality } of mixed) {
      const truth = (project: string) => quality.get(project)!
      const best = new Set([...quality.keys()].toSorted((a, b) => truth(b) - truth(a)).slice(0, 3))
      for (const [index, { project, aboveNext, inTop }] of ranking.entries()) {
        if (inTop! > 0.4) top.push({ announced: inTop!, came: Number(best.has(project)) })
        const next = ranking[index + 1]
        if (next) order.push({ announced: aboveNext!, came: Number(truth(project) > truth(next.project)) })
      }
    }
    expect(gap(order)).toBeLessThan(0.05)
    expect(gap(top)).toBeLessThan(0.08)
  })

  it('puts the truth within its margins as often as it says: 90 % within 1.645 sd', () => {
    const within = mixed.flatMap(({ ranking, quality }) => {
      // Scores are relative to this jury: its own mean severity is no error of the ranking.
      const level = mean(ranking.map(({ project, score }) => score - quality.get(project)!))
      return ranking.map(({ project, score, sd }) =>
        Number(Math.abs(score - level - quality.get(project)!) < 1.645 * sd!),
      )
    })
    expect(Math.abs(mean(within) - 0.9)).toBeLessThan(0.04)
  })
})

it('loses next to nothing against the raw mean when all jurors are alike, where z-scores lose more', () => {
  const alike = seeds.map((seed) => simulateJury({ ...plan, severity: 0 }, seed))
  const mixed = meanTau(outcomesOf(alike, 'mixed-model'))
  expect(mixed).toBeGreaterThan(meanTau(outcomesOf(alike, 'raw-mean')) - 0.02)
  expect(mixed).toBeGreaterThan(meanTau(outcomesOf(alike, 'z-score')))
})

function gap(chances: { announced: number; came: number }[]): number {
  return Math.abs(mean(chances.map(({ announced }) => announced)) - mean(chances.map(({ came }) => came)))
}
