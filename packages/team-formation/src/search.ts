import type { Compiled } from './compile.ts'
import { teamScorer, type Score } from './team-score.ts'
import { randomFrom } from './random.ts'

/** Per unit: the index of its project, or -1 when left out. */
export type Assignment = Int32Array

export type SearchHooks = {
  shouldStop: () => boolean
  /** Called from time to time, so that a caller on the same thread gets its turn. */
  pause: () => Promise<void>
}

const MOVES_PER_PAIR = 200
const MOST_MOVES = 500_000
const MOVES_BETWEEN_LOOKS = 2048

/**
 * Simulated annealing from a greedy start. The number of moves depends on the size alone, so a seed gives one answer.
 * Hard rules may be broken on the way, at a price that rises. Returns the best assignment that broke none, or null.
 */
export async function search(
  compiled: Compiled,
  hooks: SearchHooks,
  guide?: { start: Assignment; choices: Int32Array[]; movesEach: number; timeUsed: () => number },
): Promise<Assignment | null> {
  const { units, problem } = compiled
  const projectCount = problem.projects.length
  if (units.length === 0) return projectCount === 0 ? new Int32Array(0) : leaveAllOut(compiled)
  if (projectCount === 0) return leaveAllOut(compiled)

  const random = randomFrom(problem.seed)
  const state = startState(compiled)
  const scale = scaleOf(compiled)
  guide?.start.forEach((project, unit) => project >= 0 && state.exchange(unit, project, -1))
  const choices = guide?.choices ?? choicesOf(compiled)
  placeGreedily(compiled, state, choices, random, scale)

  let best = state.breaches() === 0 ? { value: state.value(), assignment: state.assignment.slice() } : null
  const moves = guide
    ? units.length * guide.movesEach
    : Math.min(MOST_MOVES, units.length * projectCount * MOVES_PER_PAIR)
  const heat = guide ? 0.1 : 0.5

  let late = 0
  for (let move = 0; move < moves && late < 1; move++) {
    if (move % MOVES_BETWEEN_LOOKS === MOVES_BETWEEN_LOOKS - 1) {
      if (hooks.shouldStop()) break
      await hooks.pause()
      late = guide?.timeUsed() ?? 0
    }
    const done = Math.max(move / moves, late)
    const temperature = scale * heat * 0.01 ** done
    const penalty = scale * (0.5 + done)

    const unit = Math.floor(random() * units.length)
    const options = choices[unit]!
    const from = state.assignment[unit]!
    const to = options[Math.floor(random() * options.length)]!
    if (from === to) continue
    const others = to < 0 ? [] : state.teams[to]!
    const other = others.length > 0 && random() < 0.5 ? others[Math.floor(random() * others.length)]! : -1
    if (other >= 0 && from >= 0 && units[other]!.allowed[from] === 0) continue

    const valueBefore = state.value()
    const breachesBefore = state.breaches()
    const undo = state.exchange(unit, to, other)
    const gain = state.value() - valueBefore - penalty * (state.breaches() - breachesBefore)
    if (gain < 0 && random() >= Math.exp(gain / temperature)) {
      undo()
    } else if (state.breaches() === 0 && (best === null || state.value() > best.value + 1e-9)) {
      best = { value: state.value(), assignment: state.assignment.slice() }
    }
  }
  return best?.assignment ?? null
}

function leaveAllOut(compiled: Compiled): Assignment | null {
  return startState(compiled).breaches() === 0 ? new Int32Array(compiled.units.length).fill(-1) : null
}

type State = {
  assignment: Assignment
  /** Units per project. */
  teams: number[][]
  /** Moves a unit, and another (-1 for none) the opposite way. Returns the way back, to be taken before the next exchange or not at all. */
  exchange: (unit: number, to: number, other: number) => () => void
  value: () => number
  breaches: () => number
}

/** Everyone left out, with the scores kept up to date team by team. */
function startState(compiled: Compiled): State {
  const { units, problem } = compiled
  const scorer = teamScorer(compiled)
  const assignment = new Int32Array(units.length).fill(-1)
  const teams: number[][] = problem.projects.map(() => [])
  const scores: Score[] = teams.map((team, p) => scorer.team(p, team))
  const outside = units.map((_, unit) => scorer.leftOut(unit))
  let value = 0
  let breaches = 0
  const add = (score: Score, sign: 1 | -1): void => {
    value += sign * score.value
    breaches += sign * score.breaches
  }
  for (const score of [...scores, ...outside]) add(score, 1)
  const pairsOf = new Map<number, Compiled['pairs']>()
  for (const pair of compiled.pairs) {
    for (const unit of pair.units) pairsOf.set(unit, [...(pairsOf.get(unit) ?? []), pair])
  }
  const paired = pairsOf.size > 0
  /** What soft pairs cost a unit where it is now. */
  const pairCost = (unit: number): number => {
    const pairs = pairsOf.get(unit)
    if (!pairs) return 0
    return pairs.reduce((sum, { units: [a, b], wish, cost }) => {
      const met = assignment[a] === assignment[b]
      return sum + (wish === 'together' ? (met ? 0 : cost) : met && assignment[a]! >= 0 ? cost : 0)
    }, 0)
  }

  const put = (unit: number, project: number): void => {
    const from = assignment[unit]!
    if (paired) value += pairCost(unit)
    assignment[unit] = project
    if (paired) value -= pairCost(unit)
    if (from < 0) add(outside[unit]!, -1)
    else {
      const team = teams[from]!
      team[team.indexOf(unit)] = team.at(-1)!
      team.pop()
    }
    if (project < 0) add(outside[unit]!, 1)
    else teams[project]!.push(unit)
  }
  const setScore = (project: number, score: Score): void => {
    add(scores[project]!, -1)
    scores[project] = score
    add(score, 1)
  }
  const exchange = (unit: number, to: number, other: number): (() => void) => {
    const from = assignment[unit]!
    const [fromScore, toScore] = [scores[from], scores[to]]
    const [valueBefore, breachesBefore] = [value, breaches]
    put(unit, to)
    if (other >= 0) put(other, from)
    if (from >= 0) setScore(from, scorer.team(from, teams[from]!))
    if (to >= 0) setScore(to, scorer.team(to, teams[to]!))
    return () => {
      put(unit, from)
      if (other >= 0) put(other, to)
      if (fromScore) scores[from] = fromScore
      if (toScore) scores[to] = toScore
      value = valueBefore
      breaches = breachesBefore
    }
  }
  return { assignment, teams, exchange, value: () => value, breaches: () => breaches }
}

/** Where each unit may be; -1 is out of every team. */
function choicesOf({ units }: Compiled): Int32Array[] {
  return units.map(({ allowed }) => Int32Array.from([-1, ...allowed.keys()].filter((p) => p < 0 || allowed[p] === 1)))
}

/** The choosiest of those in no team first, each where it helps most at that moment. */
function placeGreedily(
  { units }: Compiled,
  state: State,
  choices: Int32Array[],
  random: () => number,
  penalty: number,
): void {
  const order = units.map((_, unit) => ({ unit, freedom: choices[unit]!.length, tie: random() }))
  order.sort((a, b) => a.freedom - b.freedom || a.tie - b.tie)
  for (const { unit } of order) {
    if (state.assignment[unit]! >= 0) continue
    let best = { project: -1, worth: state.value() - penalty * state.breaches() }
    for (const project of choices[unit]!) {
      if (project < 0) continue
      const undo = state.exchange(unit, project, -1)
      const worth = state.value() - penalty * state.breaches()
      if (worth > best.worth) best = { project, worth }
      undo()
    }
    if (best.project >= 0) state.exchange(unit, best.project, -1)
  }
}

/** The most that one person's move can weigh, for the temperature and for the price of a broken rule. */
function scaleOf({ problem }: Compiled): number {
  const costs = Object.values(problem.rules).map((rule) => (rule.strength === 'soft' ? rule.cost : 0))
  return Math.max(1, ...problem.preferencePoints, ...costs)
}
