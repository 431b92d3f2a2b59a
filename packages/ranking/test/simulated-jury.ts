import type { Judging, Scorecard } from '../src/index.ts'
import { seededNormals } from '../src/mixed-model/normal.ts'

type Plan = { projects: number; jurors: number; visits: number; quality: number; severity: number; noise: number }

/**
 * A synthetic jury of known quality and severity (standard deviations in points), marking on 0–100. Visits are connected
 * blocks: project p is seen by jurors p·visits, p·visits + 1 … of a shuffled round.
 */
export function simulateJury(plan: Plan, seed: number): { judging: Judging; quality: Map<string, number> } {
  const normal = seededNormals(seed)
  const names = (kind: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${kind}-${String(index).padStart(2, '0')}`)
  const projects = names('project', plan.projects)
  const jurors = names('juror', plan.jurors)
  const quality = new Map(projects.map((project) => [project, 60 + plan.quality * normal()]))
  const severity = new Map(jurors.map((juror) => [juror, plan.severity * normal()]))
  const scorecards: Scorecard[] = []
  let round: string[] = []
  for (const project of projects) {
    const seen = new Set<string>()
    while (seen.size < plan.visits) {
      if (round.length === 0) round = shuffled(jurors, normal)
      const juror = round.find((candidate) => !seen.has(candidate)) ?? jurors.find((candidate) => !seen.has(candidate))!
      round = round.filter((candidate) => candidate !== juror)
      seen.add(juror)
      const mark = quality.get(project)! - severity.get(juror)! + plan.noise * normal()
      scorecards.push({ juror, project, scores: { all: Math.min(100, Math.max(0, Math.round(mark))) } })
    }
  }
  const criteria = [{ id: 'all', weight: 1, min: 0, max: 100 }]
  return { judging: { criteria, projects, scorecards, tieBreaks: [], top: 3 }, quality }
}

/** Kendall's tau-b without ties on the true side: 1 is the true order, −1 its reverse. */
export function kendallTau(scores: Map<string, number>, truth: Map<string, number>): number {
  const projects = [...truth.keys()]
  let agreement = 0
  for (const [index, one] of projects.entries()) {
    for (const other of projects.slice(index + 1)) {
      agreement += Math.sign((scores.get(one)! - scores.get(other)!) * (truth.get(one)! - truth.get(other)!))
    }
  }
  return (2 * agreement) / (projects.length * (projects.length - 1))
}

function shuffled(items: string[], normal: () => number): string[] {
  return items
    .map((item) => ({ item, key: normal() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item)
}
