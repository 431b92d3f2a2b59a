import { canBeThere } from './evaluate.ts'
import type { Problem } from './problem.ts'

/** People who can only move as one: a keep-together group, or one person. */
export type Unit = {
  /** Indices into `problem.people`. */
  people: number[]
  /** Per project: may the unit go there, as far as its own people are concerned? */
  allowed: Uint8Array
  /** Per project: preference points, less what a soft site rule takes. */
  points: Float64Array
  mustBePlaced: boolean
  /** Indices of units that may not share a team with this one. */
  apart: number[]
}

/** The problem as numbers, for the search and the exact model. Index -1 means "not said". */
export type Compiled = {
  problem: Problem
  units: Unit[]
  /** Per project, per wanted line: which people are able. */
  lines: { count: number; able: Uint8Array }[][]
  origins: Int32Array
  categories: Int32Array
}

export function compile(problem: Problem): Compiled {
  const { people, projects } = problem
  const personIndex = new Map(people.map((person, index) => [person.id, index]))
  const indexOf = (id: string): number => personIndex.get(id) ?? -1
  const groups = keepTogether(
    people.length,
    problem.together.map(([a, b]) => [indexOf(a), indexOf(b)]),
  )
  const unitOf = new Int32Array(people.length)
  groups.forEach((group, unit) => group.forEach((person) => (unitOf[person] = unit)))

  const units = groups.map((group) => compileUnit(problem, group))
  for (const [a, b] of problem.apart) {
    const first = unitOf[indexOf(a)]!
    const second = unitOf[indexOf(b)]!
    // A group that must be both together and apart can be nowhere.
    if (first === second) units[first]!.allowed.fill(0)
    else {
      units[first]!.apart.push(second)
      units[second]!.apart.push(first)
    }
  }
  return {
    problem,
    units,
    lines: projects.map((project) =>
      project.wanted.map(({ skill, level, count }) => ({
        count,
        able: Uint8Array.from(people, (person) =>
          person.skills.some((has) => has.skill === skill && has.level >= level) ? 1 : 0,
        ),
      })),
    ),
    origins: numberValues(people.map((person) => person.origin)),
    categories: numberValues(people.map((person) => person.category)),
  }
}

function compileUnit(problem: Problem, group: number[]): Unit {
  const { projects, rules } = problem
  const members = group.map((index) => problem.people[index]!)
  const locks = problem.locked
    .filter(([id]) => members.some((person) => person.id === id))
    .map(([, project]) => project)
  const offSite = projects.map((project) => members.filter((person) => !canBeThere(person, project)).length)
  const siteCost = rules.sites.strength === 'soft' ? rules.sites.cost : 0
  return {
    people: group,
    allowed: Uint8Array.from(projects, (project, p) => {
      if (members.length > project.size.max) return 0
      if (rules.sites.strength === 'hard' && offSite[p]! > 0) return 0
      return locks.every((id) => id === project.id) ? 1 : 0
    }),
    points: Float64Array.from(projects, (project, p) => {
      const wishes = members.reduce((sum, person) => sum + wishPoints(problem, person.preferences, project.id), 0)
      return wishes - siteCost * offSite[p]!
    }),
    mustBePlaced: locks.length > 0 || rules.everyonePlaced.strength === 'hard',
    apart: [],
  }
}

function wishPoints(problem: Problem, preferences: string[], project: string): number {
  const wish = preferences.indexOf(project)
  return wish < 0 ? 0 : (problem.preferencePoints[wish] ?? 0)
}

function keepTogether(count: number, pairs: [number, number][]): number[][] {
  const leader = Int32Array.from({ length: count }, (_, index) => index)
  const find = (index: number): number => {
    let top = index
    while (leader[top] !== top) top = leader[top]!
    leader[index] = top
    return top
  }
  for (const [a, b] of pairs) leader[find(Math.max(a, b))] = find(Math.min(a, b))
  const groups = new Map<number, number[]>()
  for (let index = 0; index < count; index++) {
    const top = find(index)
    groups.set(top, [...(groups.get(top) ?? []), index])
  }
  return [...groups.values()]
}

function numberValues(values: (string | undefined)[]): Int32Array {
  const known = [...new Set(values.filter((value) => value !== undefined))]
  const numbers = new Map(known.map((value, index) => [value, index]))
  return Int32Array.from(values, (value) => (value === undefined ? -1 : numbers.get(value)!))
}

/**
 * The largest step that divides every possible difference between two objectives, 0 if none was found. Two answers
 * closer than one step are equally good, which ends a proof early.
 */
export function objectiveStep({ rules, preferencePoints, people, projects }: Problem): number {
  const costs = Object.values(rules).map((rule) => (rule.strength === 'soft' ? rule.cost : 0))
  const dayCost = rules.days.strength === 'soft' ? rules.days.cost : 0
  const days = dayCost === 0 ? [] : [...people, ...projects].map((holder) => holder.days * dayCost)
  const thousandths = [...preferencePoints, ...costs, ...days].map((value) => value * 1000)
  if (thousandths.some((value) => Math.abs(value - Math.round(value)) > 1e-6)) return 0
  return thousandths.reduce((step, value) => greatestDivisor(step, Math.round(value)), 0) / 1000
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}
