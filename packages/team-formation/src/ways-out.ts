import type { Clash, ClashRule } from './clash.ts'
import { evaluate, type Broken, type Team } from './evaluate.ts'
import type { Problem, RuleName } from './problem.ts'

/** A size that has to give: what it was, and what it would have to be. */
export type Loosened = { project: string; size: { min: number; max: number }; was: { min: number; max: number } }

/** A way out of a clash that was tried: with it there are teams, and with any less of the same kind there are none. */
export type Way = {
  /** The rules that give. Several only where no single one is enough. */
  rules: ClashRule[]
  /** How often they are broken, or by how many seats sizes change. */
  count: number
  /** What exactly gives in the teams found: these people, these projects. */
  broken: Broken[]
  sizes: Loosened[]
  /** Teams that keep everything else. */
  teams: Team[]
}

/** The best teams where soft rules cost and hard rules hold, or null when there are none or time is up. */
export type BestTeams = (problem: Problem) => Promise<Team[] | null>

/** The smallest ways out, fewest breaches first: each rule of the clash on its own, and all hard rules where none is enough. */
export async function waysOut(problem: Problem, clash: Clash, bestTeams: BestTeams): Promise<Way[]> {
  const strict = withoutWishes(problem)
  const ways: Way[] = []
  for (const { rule } of clash.members) {
    const way = rule === 'minSize' || rule === 'maxSize' ? await resize(strict, rule, bestTeams) : null
    if (way) ways.push(way)
    if (rule !== 'minSize' && rule !== 'maxSize') {
      const found = await give(strict, [rule], bestTeams)
      if (found) ways.push(found)
    }
  }
  if (ways.length === 0) {
    const found = await give(strict, hardRules(strict), bestTeams)
    if (found) ways.push(found)
  }
  return ways.toSorted((a, b) => a.count - b.count)
}

/** Only what must hold, so that nothing but breaches is counted. */
function withoutWishes(problem: Problem): Problem {
  const rules = { ...problem.rules }
  for (const name of Object.keys(rules) as RuleName[]) {
    if (rules[name].strength === 'soft') rules[name] = { strength: 'off' }
  }
  return { ...problem, rules, preferencePoints: [] }
}

function hardRules(problem: Problem): RuleName[] {
  return (Object.keys(problem.rules) as RuleName[]).filter((name) => problem.rules[name].strength === 'hard')
}

/** Lets rules be broken as seldom as can be. */
async function give(problem: Problem, names: RuleName[], bestTeams: BestTeams): Promise<Way | null> {
  const rules = { ...problem.rules }
  for (const name of names) rules[name] = { strength: 'soft', cost: 1 }
  const teams = await bestTeams({ ...problem, rules })
  if (!teams) return null
  const { broken, parts } = evaluate(problem, teams)
  const given = names.filter((name) => parts[name].count > 0)
  const count = given.reduce((sum, name) => sum + parts[name].count, 0)
  return { rules: given, count, broken, sizes: [], teams }
}

/** Changes the sizes of all projects alike, by as little as helps, and names those that had to. */
async function resize(problem: Problem, rule: 'minSize' | 'maxSize', bestTeams: BestTeams): Promise<Way | null> {
  const most =
    rule === 'minSize'
      ? Math.max(0, ...problem.projects.map(({ size }) => size.min - 1))
      : Math.max(0, ...problem.projects.map(({ size }) => problem.people.length - size.max))
  const by = (seats: number): Problem => ({
    ...problem,
    projects: problem.projects.map((project) => {
      const { min, max } = project.size
      const size = rule === 'minSize' ? { min: Math.max(1, min - seats), max } : { min, max: max + seats }
      return { ...project, size }
    }),
  })
  // More seats never hurt, so the fewest are found by halving.
  let [fails, works] = [0, most + 1]
  let teams: Team[] | null = null
  while (works - fails > 1) {
    const middle = Math.floor((fails + works) / 2)
    const found = await bestTeams(by(middle))
    if (found) [works, teams] = [middle, found]
    else fails = middle
  }
  if (!teams) return null
  const { broken } = evaluate(problem, teams)
  const sizes = broken.flatMap((one): Loosened[] => {
    if (one.rule !== 'size') return []
    const was = { min: one.min, max: one.max }
    const size = one.got < one.min ? { ...was, min: one.got } : { ...was, max: one.got }
    return [{ project: one.project, size, was }]
  })
  return { rules: [rule], count: works, broken: [], sizes, teams }
}
