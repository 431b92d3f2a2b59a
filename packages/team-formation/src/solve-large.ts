import type { Compiled } from './compile.ts'
import { numbersOf, buildModel, type Numbers } from './model.ts'
import { solveMip } from './mip.ts'
import { priceModel } from './prices.ts'
import { MANY_KINDS, relax } from './relaxation.ts'
import { search, type Assignment } from './search.ts'
import { sweep } from './sweeps.ts'
import { tighten } from './team-bound.ts'
import type { PooledTeam } from './team-pool.ts'

/** Above this many pairs of kind and project an exact model of all of them is too slow to be worth writing down. */
export const MANY_PAIRS = 6000
/** So many columns at most go into one exact model. */
const MOST_COLUMNS = 45_000

export type LargeResult = { assignment: Assignment | null; bound: number | null; proven: boolean; infeasible: boolean }

export type LargeOptions = {
  start: Assignment | null
  worthOf: (assignment: Assignment) => number
  /** No two objectives differ by less; 0 when unknown. */
  step: number
  secondsLeft: () => number
  shouldStop: () => boolean
  pause: () => Promise<void>
  tell: (best: number | null, bound: number | null) => void
}

export function pairsOf(compiled: Compiled): number {
  let pairs = 0
  for (const { allowed } of compiled.units) for (const one of allowed) pairs += one
  return pairs
}

/**
 * For problems too large to be written down whole. Prices bound them from above and say which pairs matter; a search
 * among those, then an exact model of those, better the answer; and pairs that no better answer can use are ruled out
 * by the prices, so that the model of all the others is a proof. null: there is no way to begin.
 */
export async function solveLarge(compiled: Compiled, options: LargeOptions): Promise<LargeResult | null> {
  const { worthOf, secondsLeft, shouldStop, pause, step, tell } = options
  let best = options.start
  const worth = (): number | null => best && worthOf(best)
  const numbers = numbersOf(compiled)
  const pricing = priceModel(compiled, numbers)
  const patience = secondsLeft() / 3
  const relaxed = await relax(compiled, numbers, pricing, {
    start: best,
    least: worth(),
    shouldStop: () => shouldStop() || secondsLeft() < 2 * patience,
    tell: (bound) => tell(worth(), bound),
  })
  if (!relaxed) return best && { assignment: best, bound: null, proven: false, infeasible: false }
  const many = numbers.kinds.length > MANY_KINDS
  const tightened = await tighten(compiled, numbers, pricing, {
    ...relaxed,
    shouldStop,
    enough: (limit, hoped) =>
      secondsLeft() < (many ? 1.9 : 1.5) * patience ||
      (step > 0 && Math.floor((limit - 1.5 * hoped) / step) === Math.floor(limit / step)),
    tell: (limit) => tell(worth(), limit),
  })
  const { prices } = tightened
  let { bound } = tightened
  const among = many ? withTeams(relaxed.among, relaxed.pool.teams) : relaxed.among
  const searchSeconds = secondsLeft() / 2
  const searchEnds = secondsLeft() - searchSeconds
  const choices = choicesFrom(compiled, numbers, among)
  const improved = await search(
    compiled,
    { shouldStop, pause },
    {
      start: many ? pricing.seat(prices) : relaxed.leaning,
      choices,
      movesEach: many ? 6000 : 1500,
      timeUsed: () => 1 - (secondsLeft() - searchEnds) / searchSeconds,
    },
  )
  if (improved && (best === null || worthOf(improved) > worthOf(best))) best = improved
  tell(worth(), bound)

  const goal = (): number => (worth() ?? -Infinity) + Math.max(step, 1e-6)
  const prove = async (pairs: number[][]): Promise<number | null> => {
    const result = await solveMip(buildModel(compiled, numbers, pairs), {
      start: best,
      secondsLeft: secondsLeft(),
      absoluteGap: step > 0 ? step * 0.999 : 1e-6,
      seed: compiled.problem.seed,
      // Nothing better is possible than what leaves less than a step to the bound.
      goal: bound - Math.max(step * 0.999, 1e-6),
      shouldStop,
      onProgress: (found) => tell(found ?? worth(), bound),
    })
    const found = result.assignment
    if (found && (best === null || worthOf(found) > worthOf(best))) best = found
    if (result.outcome === 'proven') return worth()
    return result.outcome === 'infeasible' ? -Infinity : result.bound
  }
  const countOf = (pairs: number[][]): number => pairs.reduce((sum, kinds) => sum + kinds.length, 0)
  if (best && many) {
    best = await sweep(compiled, among, best, {
      worthOf,
      secondsLeft,
      shouldStop,
      pause,
      tell: (found) => tell(found, bound),
    })
  } else if (countOf(among) <= MOST_COLUMNS && !shouldStop() && bound >= goal()) {
    const within = await prove(among)
    const kept = bound < goal() ? [] : pricing.survivors(prices, bound, goal())
    const outsiders = kept.flatMap((kinds, p) => {
      const has = new Set(among[p])
      return kinds.filter((k) => !has.has(k))
    })
    if (outsiders.length === 0) {
      if (within !== null) bound = Math.min(bound, Math.max(within, worth() ?? -Infinity))
    } else if (countOf(kept) <= MOST_COLUMNS && !shouldStop() && secondsLeft() > 0) {
      const all = kept.map((kinds, p) => [...new Set([...kinds, ...usedBy(numbers, best, p)])])
      const beyond = await prove(all)
      if (beyond !== null) bound = Math.min(bound, Math.max(beyond, worth() ?? -Infinity))
    }
  }
  const value = worth()
  if (value === null) return { assignment: null, bound, proven: false, infeasible: bound === -Infinity }
  return { assignment: best, bound, proven: bound - value < Math.max(step * 0.999, 1e-6), infeasible: false }
}

/** The pairs, and those of teams that some prices called for. */
function withTeams(among: number[][], teams: PooledTeam[]): number[][] {
  const sets = among.map((members) => new Set(members))
  for (const { project, kinds } of teams) for (const k of kinds) sets[project]!.add(k)
  return sets.map((set) => [...set])
}

function choicesFrom({ units }: Compiled, { kinds }: Numbers, among: number[][]): Int32Array[] {
  const perKind: number[][] = kinds.map(() => [-1])
  among.forEach((members, p) => {
    for (const k of members) perKind[k]!.push(p)
  })
  const choices: Int32Array[] = units.map(() => new Int32Array(0))
  kinds.forEach(({ units: alike }, k) => {
    const list = Int32Array.from(perKind[k]!)
    for (const unit of alike) choices[unit] = list
  })
  return choices
}

function usedBy({ kinds }: Numbers, assignment: Assignment | null, p: number): number[] {
  return kinds.flatMap(({ units }, k) => (units.some((unit) => assignment?.[unit] === p) ? [k] : []))
}
