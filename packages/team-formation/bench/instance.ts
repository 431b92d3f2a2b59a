import type { ProblemInput } from '../src/index.ts'

/** The synthetic family `tf-*.json`: two origins, sites, person-days, ranked wishes, pairs and locks, by index. */
export type Instance = {
  name: string
  weights: { rank: number[]; unassigned: number; uncovered: number; mix: number; day: number; closed: number }
  people: { id: string; origin: string; site: string; days: number; skills: Record<string, number>; prefs: number[] }[]
  projects: {
    id: string
    site: string
    min: number
    max: number
    req: { skill: number; level: number }[]
    days: number
  }[]
  together: [number, number][]
  apart: [number, number][]
  locks: [number, number][]
}

/** Nothing of the family is left out, so objectives are the same numbers on both sides. */
export function problemFrom({ weights, people, projects, together, apart, locks }: Instance): ProblemInput {
  const person = (index: number): string => people[index]!.id
  const project = (index: number): string => projects[index]!.id
  return {
    people: people.map(({ id, origin, site, days, skills, prefs }) => ({
      id,
      origin,
      sites: [site],
      days,
      skills: Object.entries(skills).map(([skill, level]) => ({ skill, level })),
      preferences: prefs.map(project),
    })),
    projects: projects.map(({ id, site, min, max, req, days }) => ({
      id,
      site: site === 'ANY' ? null : site,
      size: { min, max },
      days,
      wanted: req.map(({ skill, level }) => ({ skill: String(skill), level, count: 1 })),
    })),
    rules: {
      everyProjectRuns: { strength: 'soft', cost: weights.closed },
      everyonePlaced: { strength: 'soft', cost: weights.unassigned },
      coverage: { strength: 'soft', cost: weights.uncovered },
      mixedOrigins: { strength: 'soft', cost: weights.mix },
      days: { strength: 'soft', cost: weights.day },
      sites: { strength: 'hard' },
    },
    preferencePoints: weights.rank,
    together: together.map(([a, b]) => [person(a), person(b)]),
    apart: apart.map(([a, b]) => [person(a), person(b)]),
    locked: locks.map(([a, b]) => [person(a), project(b)]),
  }
}

/** The family's own objective, written from its definition without anything of ours. `assignment`: project index or -1. */
export function familyObjective(instance: Instance, assignment: number[]): number {
  const { weights, people, projects } = instance
  let points = 0
  assignment.forEach((project, person) => {
    if (project < 0) points -= weights.unassigned
    else points += weights.rank[people[person]!.prefs.indexOf(project)] ?? 0
  })
  projects.forEach(({ req, days }, project) => {
    const team = people.filter((_, person) => assignment[person] === project)
    if (team.length === 0) {
      points -= weights.closed
      return
    }
    for (const { skill, level } of req) {
      if (!team.some(({ skills }) => (skills[skill] ?? 0) >= level)) points -= weights.uncovered
    }
    for (const origin of ['A', 'B']) if (!team.some((person) => person.origin === origin)) points -= weights.mix
    points -= weights.day * Math.max(0, days - team.reduce((sum, person) => sum + person.days, 0))
  })
  return points
}
