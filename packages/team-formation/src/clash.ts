import { mostNewcomers } from './evaluate.ts'
import type { Problem, RuleName } from './problem.ts'

export type ClashRule = RuleName | 'minSize' | 'maxSize'

/** One hard rule of a clash. `needs` and `has` are set where a head count alone shows that it cannot hold: then `needs` > `has`. */
export type ClashMember = {
  rule: ClashRule
  needs: number | null
  has: number | null
  /** The projects and people concerned; empty when the rule is meant as a whole. */
  projects: string[]
  people: string[]
}

/**
 * Hard rules that cannot hold at once. `minimal`: without any one of the members the rest can hold (each was tried by
 * solving); false when time ran out first, and then some members may be innocent.
 */
export type Clash = { members: ClashMember[]; minimal: boolean }

/** Can the hard rules all hold? null: no time left to know. */
export type Feasible = (problem: Problem) => Promise<boolean | null>

/** A rule that can be let go of, alone. */
type Element = { rule: ClashRule; item: string | null; without: (problem: Problem) => Problem }

const RULES: RuleName[] = [
  'days',
  'blocks',
  'coverage',
  'roles',
  'newcomers',
  'originLimit',
  'mixedCategories',
  'sites',
  'everyonePlaced',
  'mixedOrigins',
  'everyProjectRuns',
]
const LISTS = ['stay', 'locked', 'forbidden', 'together', 'apart'] as const
type List = (typeof LISTS)[number]
const isList = (rule: ClashRule): rule is List => (LISTS as readonly ClashRule[]).includes(rule)

/** Finds out which hard rules clash, by letting go of one after the other for as long as the rest stays impossible. */
export async function findClash(problem: Problem, feasible: Feasible): Promise<Clash> {
  const whole = await reduce(hardRulesOnly(problem), wholeRules(problem), feasible)
  const members = whole.kept.map(({ rule }) => describe(whole.problem, rule, whole.kept))
  if (members.some(({ needs }) => needs !== null)) return { members, minimal: whole.minimal }
  // No head count explains it: it is about certain people and projects, so name them.
  const named = await reduce(
    whole.problem,
    whole.kept.flatMap((element) => oneByOne(whole.problem, element)),
    feasible,
  )
  return {
    members: [...new Set(named.kept.map(({ rule }) => rule))].map((rule) => nameItems(rule, named.kept)),
    minimal: whole.minimal && named.minimal,
  }
}

async function reduce(
  problem: Problem,
  elements: Element[],
  feasible: Feasible,
): Promise<{ problem: Problem; kept: Element[]; minimal: boolean }> {
  let left = problem
  let minimal = true
  const kept: Element[] = []
  for (const element of elements) {
    const without = element.without(left)
    const possible = await feasible(without)
    if (possible === false) left = without
    else kept.push(element)
    if (possible === null) minimal = false
  }
  return { problem: left, kept, minimal }
}

/** Only what can be impossible: soft rules cost, they do not forbid. */
function hardRulesOnly(problem: Problem): Problem {
  const rules = { ...problem.rules }
  for (const rule of [...RULES, ...LISTS]) if (rules[rule].strength === 'soft') rules[rule] = { strength: 'off' }
  return { ...problem, rules, preferencePoints: [] }
}

function wholeRules(problem: Problem): Element[] {
  const lists = LISTS.filter((list) => problem[list].length > 0 && problem.rules[list].strength === 'hard').map(
    (rule): Element => ({
      rule,
      item: null,
      without: (from) => ({ ...from, [rule]: [] }),
    }),
  )
  const rules = RULES.filter((rule) => problem.rules[rule].strength === 'hard').map((rule): Element => ({
    rule,
    item: null,
    without: (from) => ({ ...from, rules: { ...from.rules, [rule]: { strength: 'off' } } }),
  }))
  const sizes = (['minSize', 'maxSize'] as const).map((rule): Element => ({
    rule,
    item: null,
    without: (from) => withoutSize(from, rule, () => true),
  }))
  return [...lists, ...sizes, ...rules]
}

/** The same rule, cut into what can be let go of separately. A rule that has no smaller piece stays whole. */
function oneByOne(problem: Problem, element: Element): Element[] {
  const { rule } = element
  if (isList(rule)) {
    return problem[rule].map((pair) => ({
      rule,
      item: JSON.stringify(pair),
      without: (from) => ({ ...from, [rule]: from[rule].filter((other) => other !== pair) }),
    }))
  }
  if (rule === 'minSize' || rule === 'maxSize') {
    return problem.projects.map(({ id }) => ({
      rule,
      item: id,
      without: (from) => withoutSize(from, rule, (other) => other === id),
    }))
  }
  if (rule === 'sites') {
    return problem.projects
      .filter((project) => project.site !== null)
      .map(({ id }) => ({
        rule,
        item: id,
        without: (from) => ({
          ...from,
          projects: from.projects.map((project) => (project.id === id ? { ...project, site: null } : project)),
        }),
      }))
  }
  return [element]
}

function withoutSize(problem: Problem, rule: 'minSize' | 'maxSize', concerns: (id: string) => boolean): Problem {
  return {
    ...problem,
    projects: problem.projects.map((project) => {
      if (!concerns(project.id)) return project
      const size =
        rule === 'minSize'
          ? { ...project.size, min: 1 }
          : { ...project.size, max: Math.max(project.size.max, problem.people.length) }
      return { ...project, size }
    }),
  }
}

function nameItems(rule: ClashRule, kept: Element[]): ClashMember {
  const items = kept.filter((element) => element.rule === rule && element.item !== null).map(({ item }) => item!)
  const member: ClashMember = { rule, needs: null, has: null, projects: [], people: [] }
  if (rule === 'minSize' || rule === 'maxSize' || rule === 'sites') return { ...member, projects: items }
  const pairs = items.map((item) => JSON.parse(item) as [string, string])
  if (rule === 'locked' || rule === 'stay' || rule === 'forbidden') {
    return {
      ...member,
      people: unique(pairs.map(([person]) => person)),
      projects: unique(pairs.map(([, project]) => project)),
    }
  }
  return { ...member, people: unique(pairs.flat()) }
}

/** A rule as a whole, with the head count where it falls short. */
function describe(problem: Problem, rule: ClashRule, kept: Element[]): ClashMember {
  const inClash = (other: ClashRule): boolean => kept.some((element) => element.rule === other)
  const people = problem.people.length
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
  const mustRun = problem.projects.filter(({ mayStayClosed }) => !mayStayClosed)
  const teams = inClash('everyProjectRuns') ? mustRun.length : inClash('everyonePlaced') ? fewestTeams(problem) : 0
  const silent: ClashMember = { rule, needs: null, has: null, projects: [], people: [] }
  const count = (needs: number, has: number): ClashMember => (needs > has ? { ...silent, needs, has } : silent)

  if (rule === 'mixedOrigins') return count(teams, outsideCommonest(problem.people.map((person) => person.origin)))
  if (rule === 'mixedCategories') return count(teams, outsideCommonest(problem.people.map((person) => person.category)))
  if (rule === 'roles') {
    const short = problem.teamRoles
      .map(({ role, count: places }) => ({
        needs: places * teams,
        has: problem.people.filter((person) => person.roles.includes(role)).length,
      }))
      .find(({ needs, has }) => needs > has)
    if (short) return count(short.needs, short.has)
  }
  if (rule === 'newcomers' && inClash('everyonePlaced')) {
    const newcomers = problem.people.filter((person) => person.newcomer).length
    return count(newcomers, mostNewcomers(problem) * problem.projects.length)
  }
  if (rule === 'minSize' && inClash('everyProjectRuns')) {
    return count(sum(mustRun.map(({ size }) => size.min)), people)
  }
  if (rule === 'maxSize' && inClash('everyonePlaced')) {
    return count(people, sum(problem.projects.map(({ size }) => size.max)))
  }
  if (rule === 'everyProjectRuns' && kept.length === 1) return count(mustRun.length, people)
  return silent
}

/** Everyone placed, in the largest teams first. */
function fewestTeams(problem: Problem): number {
  const largest = problem.projects.map(({ size }) => size.max).toSorted((a, b) => b - a)
  let places = 0
  const teams = largest.findIndex((max) => (places += max) >= problem.people.length)
  return teams < 0 ? largest.length : teams + 1
}

/** A mixed team needs at least one person who is not of the commonest value. */
function outsideCommonest(values: (string | undefined)[]): number {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  const known = [...counts.values()]
  return known.reduce((total, count) => total + count, 0) - Math.max(0, ...known)
}

function unique(values: string[]): string[] {
  return [...new Set(values)]
}
