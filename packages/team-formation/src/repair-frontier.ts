import type { Answer } from './answer.ts'
import { compile, objectiveStep } from './compile.ts'
import { evaluate, type Team } from './evaluate.ts'
import { solveMip } from './mip.ts'
import { buildModel, numbersOf } from './model.ts'
import type { Problem } from './problem.ts'
import { changedProblem, type Changes } from './repair.ts'
import { DEFAULT_SECONDS, solve, type SolveOptions } from './solve.ts'
import { MANY_PAIRS, pairsOf } from './solve-large.ts'
import { teamsFrom } from './teams-from.ts'

export type FrontierPoint = {
  /** How many of those who could stay are elsewhere. */
  moved: number
  /** Without what moves cost. */
  objective: number
  status: Answer['status']
  teams: Team[]
  /** `repair` answers with this point, or one as good, at every penalty between these (`below` null: at any above). null: at none. */
  penalties: { above: number; below: number | null } | null
}

/** `complete`: proven to be all of them. Otherwise the problem is large, or time ran out, and others may lie between. */
export type Frontier = { points: FrontierPoint[]; complete: boolean }

/** For problems too large for one exact model after the other. */
const PENALTIES = [1, 3, 10, 30, null]

/**
 * What fewer moves cost, the most moves first: every answer to which none is better in objective with as few moves, or as
 * good with fewer. The first is the best objective with the fewest moves that reach it. The time limit is for all of them.
 */
export async function repairFrontier(
  problem: Problem,
  published: readonly Team[],
  changes: Changes,
  options: SolveOptions = {},
): Promise<Frontier> {
  const began = performance.now()
  const secondsLeft = (): number => (options.timeLimitSeconds ?? DEFAULT_SECONDS) - (performance.now() - began) / 1000
  const stopped = (): boolean => options.signal?.aborted ?? false
  const free = changedProblem(problem, published, changes, 0)
  const tie = tieBreaker(objectiveStep(free), free.stay.length)
  const found: Point[] = []
  const solveAt = async (penalty: number | null): Promise<Answer['status']> => {
    const changed = changedProblem(problem, published, changes, penalty)
    const { status, teams, objective } = await solve(changed, { ...options, timeLimitSeconds: secondsLeft() })
    if (objective !== null) found.push(pointOf(free, teams, status))
    return status
  }

  const first = await solveAt(tie)
  if (first === 'infeasible') return { points: [], complete: true }
  const compiled = compile(changedProblem(problem, published, changes, tie))
  let complete = first === 'optimal'
  if (pairsOf(compiled) > MANY_PAIRS) {
    complete = false
    for (const penalty of PENALTIES) if (secondsLeft() > 0 && !stopped()) await solveAt(penalty)
  } else {
    const numbers = numbersOf(compiled)
    for (let last = found.at(-1); complete && last && last.moved > 0; last = found.at(-1)) {
      const result = await solveMip(buildModel(compiled, numbers, undefined, last.moved - 1), {
        secondsLeft: secondsLeft(),
        absoluteGap: tie * 0.999,
        seed: problem.seed,
        shouldStop: stopped,
        onProgress: () => undefined,
      })
      if (result.outcome === 'infeasible') break
      complete = result.outcome === 'proven'
      if (result.assignment)
        found.push(pointOf(free, teamsFrom(compiled, result.assignment), complete ? 'optimal' : 'within'))
    }
  }
  return { points: withPenalties(undominated(found)), complete }
}

type Point = Omit<FrontierPoint, 'penalties'>

function pointOf(free: Problem, teams: Team[], status: Answer['status']): Point {
  const { objective, parts, broken } = evaluate(free, teams)
  if (broken.length > 0) throw new Error(`The repair broke a hard rule: ${JSON.stringify(broken[0])}`)
  return { moved: parts.stay.count, objective, status, teams }
}

/**
 * A price of a move so low that all moves together weigh less than one step of the objective. Objectives whose steps are
 * unknown count as equal when they differ by less than a thousandth.
 */
function tieBreaker(step: number, movable: number): number {
  const thousandths = Math.round(step * 1000)
  // A whole number of thousandths where there is one, so that the solver still knows the steps.
  for (let price = Math.ceil(thousandths / (movable + 1)); price >= 1; price--) {
    if (thousandths % price === 0 && price * movable < thousandths) return price / 1000
  }
  return (step || 0.001) / (movable + 1)
}

function undominated(points: Point[]): Point[] {
  const kept: Point[] = []
  for (const point of points.toSorted((a, b) => a.moved - b.moved || b.objective - a.objective)) {
    if (kept.every(({ objective }) => point.objective > objective + 1e-9)) kept.push(point)
  }
  return kept.toReversed()
}

/** A price per move picks the corners of the frontier: those above every line between two others. */
function withPenalties(points: Point[]): FrontierPoint[] {
  const slope = (a: Point, b: Point): number => (a.objective - b.objective) / (a.moved - b.moved)
  const corners: Point[] = []
  for (const point of points) {
    while (corners.length > 1 && slope(corners.at(-2)!, corners.at(-1)!) >= slope(corners.at(-1)!, point) - 1e-9) {
      corners.pop()
    }
    corners.push(point)
  }
  return points.map((point) => {
    const at = corners.indexOf(point)
    if (at < 0) return { ...point, penalties: null }
    const [before, after] = [corners[at - 1], corners[at + 1]]
    return {
      ...point,
      penalties: { above: before ? slope(before, point) : 0, below: after ? slope(point, after) : null },
    }
  })
}
