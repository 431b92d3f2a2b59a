import type { Criterion, TieBreak } from './judging.ts'
import { mean } from './statistics.ts'
import { percentOf, type Tally } from './tally.ts'

/** Two figures closer than this, in points or in places, are equal: they differ by rounding only. */
const tolerance = 1e-6

/** Positions of projects that share one place, with the precedence that set them apart from others of equal score. */
type Place = { projects: number[]; brokenBy: { rule: TieBreak; from: number[] } | null }

/** Best first. Equal scores are separated by the declared precedences, one after the other; the rest share a place. */
export function placesOf(tally: Tally, scores: number[], tieBreaks: TieBreak[], criteria: Criterion[]): Place[] {
  return groupByFigure([...scores.keys()], (project) => scores[project]!).flatMap((equals) => {
    let places: { projects: number[]; rule: TieBreak | null }[] = [{ projects: equals, rule: null }]
    for (const rule of tieBreaks) {
      const figure = figureOf(rule, tally, criteria)
      places = places.flatMap((place) => {
        const groups = groupByFigure(place.projects, figure)
        return groups.length === 1 ? [place] : groups.map((projects) => ({ projects, rule }))
      })
    }
    return places.map(({ projects, rule }) => ({
      projects,
      brokenBy: rule && { rule, from: equals.filter((project) => !projects.includes(project)) },
    }))
  })
}

function figureOf(rule: TieBreak, tally: Tally, criteria: Criterion[]): (project: number) => number {
  if (rule.by === 'first-places') return (project) => firstPlaces(tally, project)
  const criterion = criteria.find(({ id }) => id === rule.criterion)!
  return (project) => mean(tally.byProject[project]!.map(({ scores }) => percentOf(scores[criterion.id]!, criterion)))
}

function firstPlaces({ byProject, byJuror }: Tally, project: number): number {
  return byProject[project]!.filter(({ juror, total }) =>
    byJuror[juror]!.every((visit) => visit.total <= total + tolerance),
  ).length
}

/** Groups of equal figures, highest first; inside a group the order given is kept. */
function groupByFigure(projects: number[], figure: (project: number) => number): number[][] {
  const sorted = projects
    .map((project) => ({ project, figure: figure(project) }))
    .toSorted((a, b) => b.figure - a.figure)
  const groups: number[][] = []
  for (const [index, { project, figure: own }] of sorted.entries()) {
    if (index > 0 && sorted[index - 1]!.figure - own < tolerance) groups.at(-1)!.push(project)
    else groups.push([project])
  }
  return groups.map((group) => group.toSorted((a, b) => a - b))
}
