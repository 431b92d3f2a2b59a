import { canBeThere, mostNewcomers } from './evaluate.ts'
import type { Problem, Rule } from './problem.ts'

/** People who can only move as one: a keep-together group, or one person. */
export type Unit = {
  /** Indices into `problem.people`. */
  people: number[]
  /** Per project: may the unit go there, as far as its own people are concerned? */
  allowed: Uint8Array
  /** Per project: preference points, less what soft rules about its own people take. */
  points: Float64Array
  /** The same for being left out, without the cost of leaving people out. */
  outside: number
  mustBePlaced: boolean
  /** Where its people were before, as far as the problem says so. */
  stays: number[]
  /** Indices of units that may not share a team with this one. */
  apart: number[]
  days: number
  newcomers: number
  /** Numbers of the origins and categories of its people, -1 for one that is not said. */
  origins: number[]
  categories: number[]
}

/** A wanted line, or a role: `able[unit]` people of a unit count for it. */
export type Line = { count: number; able: Uint8Array; rule: 'coverage' | 'roles' }

/** Two units that had better be, or had better not be, in one team. */
export type Pair = { units: [number, number]; wish: 'together' | 'apart'; cost: number }

/** The problem as numbers, for the search and the exact model. */
export type Compiled = {
  problem: Problem
  units: Unit[]
  /** Per project. */
  lines: Line[][]
  pairs: Pair[]
  originCount: number
  categoryCount: number
  mostNewcomers: number
  mostOfOneOrigin: number
}

export function compile(problem: Problem): Compiled {
  const { people, projects, rules } = problem
  const personIndex = new Map(people.map((person, index) => [person.id, index]))
  const projectIndex = new Map(projects.map((project, index) => [project.id, index]))
  const indexOf = (id: string): number => personIndex.get(id)!
  const places = (list: [string, string][], rule: Rule): Map<number, number[]> => {
    const found = new Map<number, number[]>()
    if (rule.strength === 'off') return found
    for (const [person, project] of list) {
      const at = found.get(indexOf(person)) ?? []
      found.set(indexOf(person), [...at, projectIndex.get(project)!])
    }
    return found
  }
  const said = {
    locked: places(problem.locked, rules.locked),
    stay: places(problem.stay, rules.stay),
    forbidden: places(problem.forbidden, rules.forbidden),
    projectIndex,
    origins: numberValues(people.map((person) => person.origin)),
    categories: numberValues(people.map((person) => person.category)),
  }
  const groups = keepTogether(
    people.length,
    rules.together.strength === 'hard' ? problem.together.map(([a, b]) => [indexOf(a), indexOf(b)]) : [],
  )
  const unitOf = new Int32Array(people.length)
  groups.forEach((group, unit) => group.forEach((person) => (unitOf[person] = unit)))
  const units = groups.map((group) => compileUnit(problem, group, said))
  const pairs: Pair[] = []
  const unitsOf = ([a, b]: [string, string]): [number, number] => [unitOf[indexOf(a)]!, unitOf[indexOf(b)]!]
  if (rules.together.strength === 'soft') {
    for (const pair of problem.together)
      pairs.push({ units: unitsOf(pair), wish: 'together', cost: rules.together.cost })
  }
  for (const pair of rules.apart.strength === 'off' ? [] : problem.apart) {
    const [first, second] = unitsOf(pair)
    if (first !== second) {
      if (rules.apart.strength === 'soft') pairs.push({ units: [first, second], wish: 'apart', cost: rules.apart.cost })
      else {
        units[first]!.apart.push(second)
        units[second]!.apart.push(first)
      }
    } else if (rules.apart.strength === 'hard') {
      // A group that must be both together and apart can be nowhere.
      units[first]!.allowed.fill(0)
    } else {
      const { cost } = rules.apart.strength === 'soft' ? rules.apart : { cost: 0 }
      units[first]!.points.forEach((points, p, all) => (all[p] = points - cost))
    }
  }
  return {
    problem,
    units,
    lines: linesOf(problem, groups),
    pairs,
    originCount: countOf(said.origins),
    categoryCount: countOf(said.categories),
    mostNewcomers: rules.newcomers.strength === 'off' ? Infinity : mostNewcomers(problem),
    mostOfOneOrigin: rules.originLimit.strength === 'off' ? Infinity : (problem.mostOfOneOrigin ?? Infinity),
  }
}

type Said = {
  locked: Map<number, number[]>
  stay: Map<number, number[]>
  forbidden: Map<number, number[]>
  projectIndex: Map<string, number>
  origins: Int32Array
  categories: Int32Array
}

function compileUnit(problem: Problem, group: number[], said: Said): Unit {
  const { projects, rules } = problem
  const members = group.map((index) => problem.people[index]!)
  const allowed = new Uint8Array(projects.length).fill(1)
  const points = new Float64Array(projects.length)
  let outside = 0
  let mustBePlaced = rules.everyonePlaced.strength === 'hard'

  for (const member of members) {
    member.preferences.forEach((id, wish) => {
      const at = said.projectIndex.get(id)
      if (at !== undefined) points[at]! += problem.preferencePoints[wish] ?? 0
    })
  }
  const costOf = (rule: Rule): number => (rule.strength === 'soft' ? rule.cost : 0)
  const siteCost = costOf(rules.sites)
  const blockCost = costOf(rules.blocks)
  projects.forEach((project, p) => {
    if (members.length > project.size.max) allowed[p] = 0
    for (const member of members) {
      if (rules.sites.strength !== 'off' && !canBeThere(member, project)) {
        if (rules.sites.strength === 'hard') allowed[p] = 0
        points[p]! -= siteCost
      }
      if (rules.blocks.strength !== 'off' && member.blocks.length > 0 && project.blocks.length > 0) {
        const missing = project.blocks.filter((block) => !member.blocks.includes(block)).length
        if (rules.blocks.strength === 'hard' && missing > 0) allowed[p] = 0
        points[p]! -= blockCost * missing
      }
    }
  })
  for (const person of group) {
    for (const p of said.forbidden.get(person) ?? []) {
      if (rules.forbidden.strength === 'hard') allowed[p] = 0
      points[p]! -= costOf(rules.forbidden)
    }
    for (const list of ['locked', 'stay'] as const) {
      for (const place of said[list].get(person) ?? []) {
        if (rules[list].strength === 'hard') {
          mustBePlaced = true
          allowed.forEach((_, p) => p !== place && (allowed[p] = 0))
        }
        const cost = costOf(rules[list])
        outside -= cost
        if (cost > 0) points.forEach((_, p) => p !== place && (points[p]! -= cost))
      }
    }
  }
  return {
    people: group,
    allowed,
    points,
    outside,
    mustBePlaced,
    stays: group.flatMap((person) => said.stay.get(person) ?? []),
    apart: [],
    days: members.reduce((sum, member) => sum + member.days, 0),
    newcomers: members.filter((member) => member.newcomer).length,
    origins: group.map((person) => said.origins[person]!),
    categories: group.map((person) => said.categories[person]!),
  }
}

/** Lines that ask for the same share their numbers: thousands of projects ask for a few dozen things. */
function linesOf({ people, projects, rules, teamRoles }: Problem, groups: number[][]): Line[][] {
  const known = new Map<string, Uint8Array>()
  const able = (key: string, test: (person: Problem['people'][number]) => boolean): Uint8Array => {
    const found = known.get(key)
    if (found) return found
    const counted = Uint8Array.from(groups, (group) => group.filter((index) => test(people[index]!)).length)
    known.set(key, counted)
    return counted
  }
  const roles = teamRoles.map(({ role, count }): Line => ({
    count,
    rule: 'roles',
    able: able(`role ${role}`, (person) => person.roles.includes(role)),
  }))
  return projects.map(({ wanted }) => [
    ...(rules.coverage.strength === 'off' ? [] : wanted).map(({ skill, level, count }): Line => ({
      count,
      rule: 'coverage',
      able: able(`${level} ${skill}`, (person) =>
        person.skills.some((has) => has.skill === skill && has.level >= level),
      ),
    })),
    ...(rules.roles.strength === 'off' ? [] : roles),
  ])
}

function keepTogether(count: number, pairs: [number, number][]): number[][] {
  const leader = Int32Array.from({ length: count }, (_, index) => index)
  const find = (index: number): number => {
    let top = index
    while (leader[top] !== top) top = leader[top]!
    leader[index] = top
    return top
  }
  for (const [a, b] of pairs) {
    const [first, second] = [find(a), find(b)]
    leader[Math.max(first, second)] = Math.min(first, second)
  }
  const groups = new Map<number, number[]>()
  for (let index = 0; index < count; index++) {
    const group = groups.get(find(index))
    if (group) group.push(index)
    else groups.set(find(index), [index])
  }
  return [...groups.values()]
}

function numberValues(values: (string | undefined)[]): Int32Array {
  const known = [...new Set(values.filter((value) => value !== undefined))]
  const numbers = new Map(known.map((value, index) => [value, index]))
  return Int32Array.from(values, (value) => (value === undefined ? -1 : numbers.get(value)!))
}

function countOf(values: Int32Array): number {
  return 1 + values.reduce((most, value) => Math.max(most, value), -1)
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
