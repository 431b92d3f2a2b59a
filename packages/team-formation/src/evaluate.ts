import { Rules, type Person, type Problem, type Project, type RuleName } from './problem.ts'

export type Team = { project: string; people: string[] }

/** A hard rule that the teams break, or teams that make no sense. */
export type Broken =
  | { rule: 'unknown_project' | 'project_twice'; project: string }
  | { rule: 'unknown_person'; person: string }
  | { rule: 'placed_twice'; person: string }
  | { rule: 'size'; project: string; got: number; min: number; max: number }
  | { rule: 'together' | 'apart'; people: [string, string] }
  | { rule: 'locked' | 'forbidden' | 'stay' | 'sites'; person: string; project: string }
  | { rule: 'blocks'; person: string; project: string; missing: number }
  | { rule: 'roles'; project: string; role: string; missing: number }
  | { rule: 'newcomers'; project: string; over: number }
  | { rule: 'originLimit'; project: string; origin: string; over: number }
  | { rule: 'coverage'; project: string; skill: string; level: number; missing: number }
  | { rule: 'days'; project: string; missing: number }
  | { rule: 'mixedOrigins' | 'mixedCategories' | 'everyProjectRuns'; project: string }
  | { rule: 'everyonePlaced'; person: string }

export type PartName = 'preferences' | RuleName
/** `count`: wishes granted, or breaches. `points`: what they add to the objective (0 or less for a rule). */
export type Parts = Record<PartName, { count: number; points: number }>

export type CoverageLine = { skill: string; level: number; wanted: number; got: number; who: string[] }
export type TeamCoverage = { project: string; lines: CoverageLine[] }

export type Evaluation = { objective: number; parts: Parts; broken: Broken[]; coverage: TeamCoverage[] }

/**
 * Recomputes from the problem alone what the teams are worth and which hard rules they break. It shares nothing with
 * the solver, so that it can check it; the board and the API use the same function.
 * A team with nobody counts as no team. Never throws on nonsense: it says so in `broken`.
 */
export function evaluate(problem: Problem, teams: readonly Team[]): Evaluation {
  const { rules } = problem
  const people = new Map(problem.people.map((person) => [person.id, person]))
  const projects = new Map(problem.projects.map((project) => [project.id, project]))
  const broken: Broken[] = []
  const parts = noParts()
  const placed = new Map<string, string>()
  const running = new Set<string>()
  const coverage: TeamCoverage[] = []
  const newcomersAllowed = mostNewcomers(problem)

  const breach = (rule: RuleName, count: number, what: Broken): void => {
    const { [rule]: set } = rules
    if (count === 0 || set.strength === 'off') return
    parts[rule].count += count
    if (set.strength === 'hard') broken.push(what)
    else parts[rule].points -= set.cost * count
  }

  for (const team of teams) {
    if (team.people.length === 0) continue
    const project = projects.get(team.project)
    if (!project) {
      broken.push({ rule: 'unknown_project', project: team.project })
      continue
    }
    if (running.has(project.id)) {
      broken.push({ rule: 'project_twice', project: project.id })
      continue
    }
    running.add(project.id)

    const members: Person[] = []
    for (const id of team.people) {
      const person = people.get(id)
      if (!person) broken.push({ rule: 'unknown_person', person: id })
      else if (placed.has(id)) broken.push({ rule: 'placed_twice', person: id })
      else {
        placed.set(id, project.id)
        members.push(person)
      }
    }

    const { min, max } = project.size
    if (members.length < min || members.length > max) {
      broken.push({ rule: 'size', project: project.id, got: members.length, min, max })
    }
    for (const person of members) {
      const wish = person.preferences.indexOf(project.id)
      if (wish >= 0) {
        parts.preferences.count += 1
        parts.preferences.points += problem.preferencePoints[wish] ?? 0
      }
      if (!canBeThere(person, project)) {
        breach('sites', 1, { rule: 'sites', person: person.id, project: project.id })
      }
      const missing = missedBlocks(person, project).length
      breach('blocks', missing, { rule: 'blocks', person: person.id, project: project.id, missing })
    }
    const lines = coverageOf(project, members)
    coverage.push({ project: project.id, lines })
    for (const { skill, level, wanted, got } of lines) {
      const missing = Math.max(0, wanted - got)
      breach('coverage', missing, { rule: 'coverage', project: project.id, skill, level, missing })
    }
    for (const { role, count } of problem.teamRoles) {
      const missing = Math.max(0, count - members.filter((person) => person.roles.includes(role)).length)
      breach('roles', missing, { rule: 'roles', project: project.id, role, missing })
    }
    const missingDays = Math.max(0, project.days - members.reduce((sum, person) => sum + person.days, 0))
    breach('days', missingDays, { rule: 'days', project: project.id, missing: missingDays })
    if (!isMixed(members.map((person) => person.origin))) {
      breach('mixedOrigins', 1, { rule: 'mixedOrigins', project: project.id })
    }
    if (!isMixed(members.map((person) => person.category))) {
      breach('mixedCategories', 1, { rule: 'mixedCategories', project: project.id })
    }
    const tooNew = Math.max(0, members.filter((person) => person.newcomer).length - newcomersAllowed)
    breach('newcomers', tooNew, { rule: 'newcomers', project: project.id, over: tooNew })
    for (const [origin, same] of Map.groupBy(members, (person) => person.origin)) {
      if (origin === undefined || problem.mostOfOneOrigin === null) continue
      const over = Math.max(0, same.length - problem.mostOfOneOrigin)
      breach('originLimit', over, { rule: 'originLimit', project: project.id, origin, over })
    }
  }

  for (const { id, mayStayClosed } of problem.projects) {
    if (!running.has(id) && !mayStayClosed) breach('everyProjectRuns', 1, { rule: 'everyProjectRuns', project: id })
  }
  for (const { id } of problem.people) {
    if (!placed.has(id)) breach('everyonePlaced', 1, { rule: 'everyonePlaced', person: id })
  }
  for (const pair of problem.together) {
    if (placed.get(pair[0]) !== placed.get(pair[1])) breach('together', 1, { rule: 'together', people: pair })
  }
  for (const pair of problem.apart) {
    const where = placed.get(pair[0])
    if (where !== undefined && where === placed.get(pair[1])) breach('apart', 1, { rule: 'apart', people: pair })
  }
  for (const rule of ['locked', 'stay'] as const) {
    for (const [person, project] of problem[rule]) {
      if (placed.get(person) !== project) breach(rule, 1, { rule, person, project })
    }
  }
  for (const [person, project] of problem.forbidden) {
    if (placed.get(person) === project) breach('forbidden', 1, { rule: 'forbidden', person, project })
  }

  const objective = Object.values(parts).reduce((sum, part) => sum + part.points, 0)
  return { objective, parts, broken, coverage }
}

export function canBeThere(person: Person, project: Project): boolean {
  return project.site === null || person.sites.length === 0 || person.remote || person.sites.includes(project.site)
}

/** Blocks of the project when the person is not available. */
export function missedBlocks(person: Person, project: Project): string[] {
  return person.blocks.length === 0 ? [] : project.blocks.filter((block) => !person.blocks.includes(block))
}

/** How many newcomers a team may have before one more is a breach. */
export function mostNewcomers({ people, projects, mostNewcomers: said }: Problem): number {
  if (said !== null) return said
  return Math.ceil(people.filter((person) => person.newcomer).length / Math.max(1, projects.length))
}

/** At least two different known values. */
export function isMixed(values: (string | undefined)[]): boolean {
  return new Set(values.filter((value) => value !== undefined)).size >= 2
}

function coverageOf(project: Project, members: Person[]): CoverageLine[] {
  return project.wanted.map(({ skill, level, count }) => {
    const able = members.filter((person) => person.skills.some((has) => has.skill === skill && has.level >= level))
    return { skill, level, wanted: count, got: able.length, who: able.map((person) => person.id) }
  })
}

function noParts(): Parts {
  const names = ['preferences', ...Object.keys(Rules.shape)]
  return Object.fromEntries(names.map((name) => [name, { count: 0, points: 0 }])) as Parts
}
