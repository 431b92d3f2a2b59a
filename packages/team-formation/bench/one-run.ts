import { readFileSync } from 'node:fs'
import { compile } from '../src/compile.ts'
import { checkProblem, evaluate, solve, type Problem } from '../src/index.ts'
import { solveMip } from '../src/mip.ts'
import { buildModel } from '../src/model.ts'
import { teamsFrom } from '../src/teams-from.ts'
import { generate } from './generate.ts'
import { familyObjective, problemFrom, type Instance } from './instance.ts'

/** `file:80x16-s1`, or `new:80x16-s7`. */
export function instanceOf(name: string): Instance {
  const [source, size, seed] = name.split(/:|-s/)
  if (source === 'file') return JSON.parse(readFileSync(new URL(`tf-${size}-s${seed}.json`, import.meta.url), 'utf8'))
  const [people, projects] = size!.split('x').map(Number)
  return generate(people!, projects!, Number(seed))
}

export function problemOf(instance: Instance): Problem {
  const checked = checkProblem(problemFrom(instance))
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors[0]))
  return checked.problem
}

export type Run = {
  status: string
  objective: number | null
  bound: number | null
  seconds: number
  /** Of the processor: what `seconds` would be on a machine with nothing else to do. */
  cpuSeconds: number
  megabytes: number
  broken: number
  /** The objective as the family defines it, recomputed without the package. */
  family: number | null
}

/** One way of solving one instance, in a process of its own, so that its memory can be told. */
async function oneRun(name: string, way: string, limit: number): Promise<Run> {
  const instance = instanceOf(name)
  const problem = problemOf(instance)
  const began = realNow()
  clockOfTheProcessor()
  const cpuBegan = process.cpuUsage()
  const { status, objective, bound, teams } =
    way === 'essor' ? await solve(problem, { timeLimitSeconds: limit }) : await oneShot(problem, limit)
  const seconds = (realNow() - began) / 1000
  const { user, system } = process.cpuUsage(cpuBegan)
  const places = new Map(teams.flatMap((team) => team.people.map((person) => [person, team.project] as const)))
  const projectAt = new Map(instance.projects.map(({ id }, index) => [id, index]))
  const assignment = instance.people.map(({ id }) => projectAt.get(places.get(id) ?? '') ?? -1)
  return {
    status,
    objective,
    bound,
    seconds,
    cpuSeconds: (user + system) / 1_000_000,
    megabytes: process.resourceUsage().maxRSS / 1024,
    broken: evaluate(problem, teams).broken.length,
    family: objective === null ? null : familyObjective(instance, assignment),
  }
}

/** The classic model: a variable for every person and project, given to the solver as it is. */
async function oneShot(problem: Problem, limit: number) {
  const compiled = compile(problem)
  const result = await solveMip(buildModel(compiled), {
    secondsLeft: limit,
    absoluteGap: 0.999,
    seed: problem.seed,
    shouldStop: () => false,
    onProgress: () => undefined,
  })
  const teams = result.assignment ? teamsFrom(compiled, result.assignment) : []
  return {
    status: result.outcome === 'proven' ? 'optimal' : 'within',
    objective: result.assignment ? evaluate(problem, teams).objective : null,
    bound: result.bound,
    teams,
  }
}

const realNow = performance.now.bind(performance)

/** Time limits then count the work done, and a busy machine changes no answer. */
function clockOfTheProcessor(): void {
  const spent = (): number => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
  const began = Date.now()
  performance.now = spent
  // HiGHS looks at the time of day.
  Date.now = () => began + spent()
}

if (process.send) {
  const [name, way, limit] = process.argv.slice(2)
  process.send(await oneRun(name!, way!, Number(limit)))
  process.disconnect()
}
