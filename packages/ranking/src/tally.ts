import type { Criterion, Judging, Scorecard } from './judging.ts'
import { mean } from './statistics.ts'

/** One juror's visit to one project; `juror` and `project` are positions in the tally, `total` runs from 0 to 100. */
export type Visit = { juror: number; project: number; total: number; scores: Record<string, number> }

/** The scorecards brought to one scale. Only what was scored is in it; everything is sorted, so input order is nothing. */
export type Tally = {
  projects: string[]
  unscored: string[]
  jurors: string[]
  visits: Visit[]
  byProject: Visit[][]
  byJuror: Visit[][]
}

export function tallyScorecards({ criteria, projects, scorecards }: Judging): Tally {
  const scored = sortedUnique(scorecards.map(({ project }) => project))
  const jurors = sortedUnique(scorecards.map(({ juror }) => juror))
  const projectAt = positions(scored)
  const jurorAt = positions(jurors)
  // Sums of floating-point numbers depend on their order: criteria are put in one order too.
  const rubric = criteria.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const visits = scorecards
    .map((card) => ({
      juror: jurorAt.get(card.juror)!,
      project: projectAt.get(card.project)!,
      total: totalOf(card, rubric),
      scores: card.scores,
    }))
    .toSorted((a, b) => a.project - b.project || a.juror - b.juror)
  return {
    projects: scored,
    unscored: projects.filter((project) => !projectAt.has(project)).toSorted(),
    jurors,
    visits,
    byProject: scored.map((_, project) => visits.filter((visit) => visit.project === project)),
    byJuror: jurors.map((_, juror) => visits.filter((visit) => visit.juror === juror)),
  }
}

/** A mark brought to 0–100 between the bounds of its criterion. */
export function percentOf(score: number, { min, max }: Criterion): number {
  return (100 * (score - min)) / (max - min)
}

export function meanTotal(visits: Visit[]): number {
  return mean(visits.map(({ total }) => total))
}

function totalOf(card: Scorecard, rubric: Criterion[]): number {
  const weights = rubric.reduce((sum, { weight }) => sum + weight, 0)
  return (
    rubric.reduce((sum, criterion) => sum + criterion.weight * percentOf(card.scores[criterion.id]!, criterion), 0) /
    weights
  )
}

function sortedUnique(ids: string[]): string[] {
  return [...new Set(ids)].toSorted()
}

function positions(ids: string[]): Map<string, number> {
  return new Map(ids.map((id, position) => [id, position]))
}
