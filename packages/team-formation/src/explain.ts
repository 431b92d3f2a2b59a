import type { LeftOut, Placement } from './answer.ts'
import { evaluate, isMixed, missedBlocks, mostNewcomers, type Broken, type Team } from './evaluate.ts'
import type { Person, Problem, Project } from './problem.ts'

export function explainPlacements(problem: Problem, teams: readonly Team[]): Placement[] {
  const people = new Map(problem.people.map((person) => [person.id, person]))
  const projects = new Map(problem.projects.map((project) => [project.id, project]))
  const placements = teams.flatMap((team) => {
    const members = team.people.map((id) => people.get(id)!)
    return members.map((person) => explainPlacement(problem, person, projects.get(team.project)!, members))
  })
  const byPerson = new Map(placements.map((placement) => [placement.person, placement]))
  return problem.people.flatMap((person) => byPerson.get(person.id) ?? [])
}

function explainPlacement(problem: Problem, person: Person, project: Project, members: Person[]): Placement {
  const others = members.filter((member) => member !== person)
  const wish = person.preferences.indexOf(project.id)
  return {
    person: person.id,
    project: project.id,
    wish: wish < 0 ? null : wish + 1,
    brings: project.wanted.flatMap(({ skill, level, count }) => {
      const has = levelOf(person, skill)
      if (has < level) return []
      return [{ skill, level, has, alone: members.filter((member) => levelOf(member, skill) >= level).length <= count }]
    }),
    site: siteOf(person, project),
    blocks: project.blocks.filter((block) => !missedBlocks(person, project).includes(block)),
    missedBlocks: missedBlocks(person, project),
    roles: problem.teamRoles.flatMap(({ role, count }) =>
      person.roles.includes(role)
        ? [{ role, alone: members.filter((member) => member.roles.includes(role)).length <= count }]
        : [],
    ),
    stayed: problem.stay.some(([id, place]) => id === person.id && place === project.id),
    locked: problem.locked.some(([id]) => id === person.id),
    together: others
      .map((other) => other.id)
      .filter((id) => problem.together.some((pair) => pair.includes(id) && pair.includes(person.id))),
    mixesOrigins: problem.rules.mixedOrigins.strength !== 'off' && mixes(members, others, (one) => one.origin),
    mixesCategories: problem.rules.mixedCategories.strength !== 'off' && mixes(members, others, (one) => one.category),
  }
}

function levelOf(person: Person, skill: string): number {
  return person.skills.find((has) => has.skill === skill)?.level ?? 0
}

function siteOf(person: Person, project: Project): Placement['site'] {
  if (project.site === null) return 'anywhere'
  if (person.sites.includes(project.site)) return 'same'
  if (person.remote) return 'remote'
  return person.sites.length === 0 ? 'unsaid' : 'elsewhere'
}

function mixes(members: Person[], others: Person[], value: (person: Person) => string | undefined): boolean {
  return isMixed(members.map(value)) && !isMixed(others.map(value))
}

/** Tries to add each person left out, with those they are kept together with, to every running team, and says what stands in the way. */
export function explainLeftOut(problem: Problem, teams: readonly Team[]): LeftOut[] {
  const placed = new Set(teams.flatMap((team) => team.people))
  const around = partsAround(problem)
  return problem.people
    .filter((person) => !placed.has(person.id))
    .map((person) => {
      const company = companyOf(problem, person.id)
      const tries = teams.map((team) => {
        const joined = { project: team.project, people: [...team.people, ...company] }
        return evaluate(around(joined), [joined]).broken
      })
      return { person: person.id, ...reasonFrom(problem, company, tries) }
    })
}

/** The part of the problem that one team can break: trying every team on the whole of it would take minutes for a thousand people. */
function partsAround(problem: Problem): (team: Team) => Problem {
  const people = new Map(problem.people.map((person) => [person.id, person]))
  const projects = Map.groupBy(problem.projects, ({ id }) => id)
  const apart = Map.groupBy(problem.apart, ([first]) => first)
  const places = (['locked', 'stay', 'forbidden'] as const).map(
    (list) => [list, Map.groupBy(problem[list], ([person]) => person)] as const,
  )
  const newcomers = mostNewcomers(problem)
  return (team) => {
    const members = new Set(team.people)
    const ofMembers = <Item>(find: (id: string) => Item[] | undefined) => [...members].flatMap((id) => find(id) ?? [])
    return {
      ...problem,
      people: ofMembers((id) => [people.get(id)!]),
      projects: projects.get(team.project) ?? [],
      together: [],
      apart: ofMembers((id) => apart.get(id)).filter(([, second]) => members.has(second)),
      ...Object.fromEntries(places.map(([list, of]) => [list, ofMembers((id) => of.get(id))])),
      mostNewcomers: newcomers,
    }
  }
}

function reasonFrom(problem: Problem, company: string[], tries: Broken[][]): Pick<LeftOut, 'reason' | 'rules'> {
  if (problem.rules.sites.strength === 'hard' && !hasSite(problem, company)) return { reason: 'no_site', rules: [] }
  if (tries.some((broken) => broken.length === 0)) return { reason: 'worth_more_without', rules: [] }
  const within = tries.filter((broken) => broken.every(({ rule }) => rule !== 'sites'))
  if (within.every((broken) => broken.some(({ rule }) => rule === 'size')) && within.length > 0) {
    return { reason: 'full', rules: [] }
  }
  const rules = [...new Set(tries.flat().map(({ rule }) => rule))].toSorted()
  // No team at all is running: opening one would cost more, or break a size.
  return rules.length === 0 ? { reason: 'worth_more_without', rules } : { reason: 'rules', rules }
}

function hasSite(problem: Problem, company: string[]): boolean {
  const members = problem.people.filter((person) => company.includes(person.id))
  return problem.projects.some((project) => members.every((person) => siteOf(person, project) !== 'elsewhere'))
}

/** The person and all who, pair after pair, must go with them. */
function companyOf(problem: Problem, person: string): string[] {
  const company = new Set([person])
  for (const id of company) {
    for (const [a, b] of problem.together) {
      if (a === id) company.add(b)
      if (b === id) company.add(a)
    }
  }
  return [...company]
}
