import { compile, type Compiled } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { solveMip } from './mip.ts'
import { buildModel, numbersOf } from './model.ts'
import { priceModel } from './prices.ts'
import type { Problem } from './problem.ts'
import { randomFrom } from './random.ts'
import { relax } from './relaxation.ts'
import type { Assignment } from './search.ts'
import { teamsFrom } from './teams-from.ts'

/** So many projects are formed anew at once: few enough to be solved exactly in a second or two. */
const PROJECTS_AT_ONCE = 50
const MOST_LEFT_OUT = 80
const SECONDS_EACH = 8

export type SweepOptions = {
  worthOf: (assignment: Assignment) => number
  secondsLeft: () => number
  shouldStop: () => boolean
  pause: () => Promise<void>
  tell: (best: number) => void
}

/**
 * Betters an assignment part by part: a project, those that vie with it for the same people, and everyone in their
 * teams are solved exactly while all others stay where they are; again and again until a whole round betters nothing.
 */
export async function sweep(
  compiled: Compiled,
  among: number[][],
  start: Assignment,
  { worthOf, secondsLeft, shouldStop, pause, tell }: SweepOptions,
): Promise<Assignment> {
  const { problem, units } = compiled
  const random = randomFrom(problem.seed)
  const rivals = rivalsOf(among)
  let best = start
  let worth = worthOf(best)
  for (let bettered = true; bettered && !shouldStop();) {
    bettered = false
    const covered = new Uint8Array(problem.projects.length)
    for (const seed of shuffled(problem.projects.length, random)) {
      if (covered[seed] === 1) continue
      if (shouldStop() || secondsLeft() < 0.5) return best
      const projects = [seed, ...rivals(seed, random)].slice(0, PROJECTS_AT_ONCE)
      for (const p of projects) covered[p] = 1
      const changed = await anew(projects)
      await pause()
      if (!changed) continue
      const value = worthOf(changed)
      if (value <= worth + 1e-9) continue
      best = changed
      worth = value
      bettered = true
      tell(worth)
    }
  }
  return best

  async function anew(projects: number[]): Promise<Assignment | null> {
    const inside = new Map(projects.map((p, index) => [p, index]))
    const chosen = [...best.keys()].filter((unit) => inside.has(best[unit]!))
    const outside = [...best.keys()].filter(
      (unit) => best[unit]! < 0 && projects.some((p) => units[unit]!.allowed[p] === 1),
    )
    for (const at of shuffled(outside.length, random).slice(0, MOST_LEFT_OUT)) chosen.push(outside[at]!)
    const part = compile(partOf(compiled, chosen, projects))
    const unitAt = new Map(chosen.map((unit) => [problem.people[units[unit]!.people[0]!]!.id, unit]))
    const mine = part.units.map(({ people }) => unitAt.get(part.problem.people[people[0]!]!.id)!)
    if (mine.some((unit) => unit === undefined)) return null
    const begun = Int32Array.from(mine, (unit) => inside.get(best[unit]!) ?? -1)
    if (evaluate(part.problem, teamsFrom(part, begun)).broken.length > 0) return null

    const numbers = numbersOf(part)
    const least = evaluate(part.problem, teamsFrom(part, begun)).objective
    const relaxed = await relax(part, numbers, priceModel(part, numbers), {
      start: begun,
      least,
      shouldStop,
      tell: () => undefined,
    })
    if (!relaxed || relaxed.bound < least + 1e-6) return null
    const { assignment } = await solveMip(buildModel(part, numbers, relaxed.among), {
      start: begun,
      secondsLeft: Math.min(SECONDS_EACH, secondsLeft()),
      absoluteGap: Math.max(0.999, relaxed.bound * 1e-4),
      seed: problem.seed,
      shouldStop,
      onProgress: () => undefined,
    })
    if (!assignment) return null
    const changed = best.slice()
    assignment.forEach((p, unit) => (changed[mine[unit]!] = p < 0 ? -1 : projects[p]!))
    return changed
  }
}

/** The problem of some units and projects alone. */
function partOf({ problem, units, mostNewcomers }: Compiled, chosen: number[], projects: number[]): Problem {
  const people = chosen.flatMap((unit) => units[unit]!.people).toSorted((a, b) => a - b)
  const known = new Set(people.map((person) => problem.people[person]!.id))
  const places = new Set(projects.map((p) => problem.projects[p]!.id))
  const both = ([a, b]: [string, string]): boolean => known.has(a) && known.has(b)
  const placed = ([person, project]: [string, string]): boolean => known.has(person) && places.has(project)
  return {
    ...problem,
    people: people.map((index) => {
      const person = problem.people[index]!
      return { ...person, preferences: person.preferences.map((id) => (places.has(id) ? id : '')) }
    }),
    projects: projects.map((p) => problem.projects[p]!),
    together: problem.together.filter(both),
    apart: problem.apart.filter(both),
    locked: problem.locked.filter(placed),
    forbidden: problem.forbidden.filter(placed),
    stay: problem.stay.filter(placed),
    mostNewcomers: Number.isFinite(mostNewcomers) ? mostNewcomers : null,
  }
}

/** Projects in the order in which they vie with one for the same kinds of people, with some chance. */
function rivalsOf(among: number[][]) {
  const projectsOf = new Map<number, number[]>()
  among.forEach((kinds, p) => {
    for (const k of kinds) projectsOf.set(k, [...(projectsOf.get(k) ?? []), p])
  })
  return (seed: number, random: () => number): number[] => {
    const shared = new Map<number, number>()
    for (const k of among[seed]!) for (const p of projectsOf.get(k)!) shared.set(p, (shared.get(p) ?? 0) + 1)
    return [...shared]
      .filter(([p]) => p !== seed)
      .map(([p, count]) => ({ p, score: count * (0.3 + random()) }))
      .toSorted((a, b) => b.score - a.score)
      .map(({ p }) => p)
  }
}

function shuffled(count: number, random: () => number): number[] {
  return Array.from({ length: count }, (_, index) => ({ index, tie: random() }))
    .toSorted((a, b) => a.tie - b.tie)
    .map(({ index }) => index)
}
