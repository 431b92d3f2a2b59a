import type { Answer } from './answer.ts'
import { findClash } from './clash.ts'
import { compile, objectiveStep, type Compiled } from './compile.ts'
import { evaluate, type Evaluation, type Team } from './evaluate.ts'
import { explainLeftOut, explainPlacements } from './explain.ts'
import { solveMip } from './mip.ts'
import { buildModel } from './model.ts'
import type { Problem } from './problem.ts'
import { teamsFrom } from './teams-from.ts'
import { waysOut } from './ways-out.ts'
import { search, type Assignment } from './search.ts'
import { MANY_PAIRS, pairsOf, solveLarge } from './solve-large.ts'

export type Progress = {
  phase: 'search' | 'proof' | 'explanation'
  seconds: number
  /** In points; null while unknown. */
  best: number | null
  bound: number | null
}

export type SolveOptions = {
  /** An AbortSignal, or anything that turns `aborted`. It is looked at many times a second; from outside a blocked thread only shared memory can turn it. */
  signal?: { readonly aborted: boolean }
  onProgress?: (progress: Progress) => void
  /** For the whole solve. Where it is reached, the answer is not reproducible to the letter. */
  timeLimitSeconds?: number
}

export const DEFAULT_SECONDS = 60
/** A model of every pair above this would not fit in memory: where no answer was found by then, none is given. */
const MOST_PAIRS = 250_000
const MOST_TRIED = 1_000_000
/** An explanation may take this long beyond the limit: an answer that only says "impossible" helps nobody. */
const EXPLANATION_SECONDS = 10
const PAUSE_EVERY_MS = 40

/**
 * Forms the teams: local search for a good start, then an exact programme that betters it and proves how good it is.
 * Takes a problem that `checkProblem` accepted. The same problem and seed give the same answer, unless time runs out.
 * Blocks its thread for seconds: run it in a worker.
 */
export async function solve(problem: Problem, options: SolveOptions = {}): Promise<Answer> {
  const began = performance.now()
  const limit = options.timeLimitSeconds ?? DEFAULT_SECONDS
  const seconds = (): number => (performance.now() - began) / 1000
  const stopped = (): boolean => options.signal?.aborted ?? false
  const tell = (phase: Progress['phase'], best: number | null, bound: number | null): void =>
    options.onProgress?.({ phase, seconds: seconds(), best, bound })

  tell('search', null, null)
  const compiled = compile(problem)
  const shouldStop = (): boolean => stopped() || seconds() >= limit
  // Where there are millions of pairs, the prices of `solveLarge` are a quicker guide than trying each.
  const started =
    pairsOf(compiled) > MOST_TRIED ? null : await search(compiled, { shouldStop, pause: pauseNowAndThen() })
  const start = started && isSound(problem, teamsFrom(compiled, started)) ? started : null
  const startValue = start && evaluate(problem, teamsFrom(compiled, start)).objective
  if (shouldStop()) return answer(problem, compiled, start, null, false)

  tell('proof', startValue, null)
  const step = objectiveStep(problem)
  if (pairsOf(compiled) > MANY_PAIRS) {
    const large = await solveLarge(compiled, {
      start,
      worthOf: (assignment) => evaluate(problem, teamsFrom(compiled, assignment)).objective,
      step,
      secondsLeft: () => limit - seconds(),
      shouldStop,
      pause: pauseNowAndThen(),
      tell: (best, bound) => tell('proof', best, bound),
    })
    if (large?.assignment) return answer(problem, compiled, large.assignment, large.bound, large.proven, stopped())
    if (pairsOf(compiled) > MOST_PAIRS) return answer(problem, compiled, null, large?.bound ?? null, false)
  }
  const proof = await solveMip(buildModel(compiled), {
    start,
    secondsLeft: limit - seconds(),
    absoluteGap: step > 0 ? step * 0.999 : 1e-6,
    seed: problem.seed,
    shouldStop: stopped,
    onProgress: (best, bound) => tell('proof', best, bound),
  })
  if (proof.outcome === 'infeasible') {
    if (start) throw new Error('The model refused teams that the checker accepts.')
    tell('explanation', null, null)
    return impossible(problem, limit - seconds() + EXPLANATION_SECONDS, stopped)
  }
  const best = better(problem, compiled, proof.assignment, start)
  return answer(problem, compiled, best, proof.bound, proof.outcome === 'proven', stopped())
}

function answer(
  problem: Problem,
  compiled: Compiled,
  assignment: Assignment | null,
  bound: number | null,
  proven: boolean,
  stopped = false,
): Answer {
  if (!assignment) return { ...nothing, status: 'stopped', bound }
  const teams = teamsFrom(compiled, assignment)
  const { objective, parts, coverage, broken } = evaluate(problem, teams)
  if (broken.length > 0) throw new Error(`The solver broke a hard rule: ${JSON.stringify(broken[0])}`)
  const limit = proven ? objective : bound === null ? null : roundDown(bound, objectiveStep(problem), objective)
  const optimal = limit !== null && limit - objective < 1e-6
  return {
    status: optimal ? 'optimal' : stopped || limit === null ? 'stopped' : 'within',
    objective,
    bound: limit,
    gap: limit === null ? null : limit - objective,
    parts,
    teams,
    leftOut: explainLeftOut(problem, teams),
    coverage,
    placements: explainPlacements(problem, teams),
    clash: null,
    waysOut: [],
  }
}

/** A bound between two steps proves the lower one. Never below the answer in hand. */
function roundDown(bound: number, step: number, objective: number): number {
  const rounded = step > 0 ? Math.floor(bound / step + 1e-6) * step : bound
  return Math.max(rounded, objective)
}

const nothing = {
  objective: null,
  bound: null,
  gap: null,
  parts: null,
  teams: [],
  leftOut: [],
  coverage: [],
  placements: [],
  clash: null,
  waysOut: [],
} satisfies Partial<Answer>

async function impossible(problem: Problem, budget: number, stopped: () => boolean): Promise<Answer> {
  const began = performance.now()
  const trial = async (changed: Problem) => {
    const secondsLeft = budget - (performance.now() - began) / 1000
    if (secondsLeft <= 0 || stopped()) return null
    const compiled = compile(changed)
    const result = await solveMip(buildModel(compiled), {
      secondsLeft,
      absoluteGap: 0.999,
      seed: problem.seed,
      shouldStop: stopped,
      onProgress: () => undefined,
    })
    return { ...result, teams: result.assignment && teamsFrom(compiled, result.assignment) }
  }
  const clash = await findClash(problem, async (relaxed) => {
    const result = await trial(relaxed)
    return result?.outcome === 'infeasible' ? false : result?.teams ? true : null
  })
  const ways = await waysOut(problem, clash, async (relaxed) => {
    const result = await trial(relaxed)
    return result?.outcome === 'proven' ? result.teams : null
  })
  return { ...nothing, status: 'infeasible', clash, waysOut: ways }
}

function isSound(problem: Problem, teams: Team[]): boolean {
  return evaluate(problem, teams).broken.length === 0
}

function better(
  problem: Problem,
  compiled: Compiled,
  first: Assignment | null,
  second: Assignment | null,
): Assignment | null {
  if (!first || !second) return first ?? second
  const worth = (assignment: Assignment): Evaluation => evaluate(problem, teamsFrom(compiled, assignment))
  return worth(first).objective >= worth(second).objective ? first : second
}

/** Lets timers and messages of this thread run, often enough for a stop to be seen. */
function pauseNowAndThen(): () => Promise<void> {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < PAUSE_EVERY_MS) return
    await new Promise((resume) => setTimeout(resume, 0))
    last = performance.now()
  }
}
