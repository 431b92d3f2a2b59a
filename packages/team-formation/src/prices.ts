import { bestTeamOf, type BestTeam } from './best-team.ts'
import type { Compiled } from './compile.ts'
import { teamCosts } from './team-costs.ts'
import type { Numbers } from './model.ts'
import type { Rule } from './problem.ts'

/**
 * One price per kind of people, under which projects choose their teams apart from each other. Whatever the prices are,
 * what the best teams gain under them bounds every answer from above; good prices make that bound a near one.
 */
export type Prices = Float64Array

export type PriceModel = ReturnType<typeof priceModel>

export function priceModel(compiled: Compiled, { kinds, needs }: Numbers) {
  const { rules, projects } = compiled.problem
  const outside = Float64Array.from(
    kinds,
    ({ unit }) => unit.outside - softCost(rules.everyonePlaced) * unit.people.length,
  )
  const closing = projects.map(({ mayStayClosed }) => (mayStayClosed ? 0 : softCost(rules.everyProjectRuns)))
  const mustRun = projects.map(({ mayStayClosed }) => !mayStayClosed && rules.everyProjectRuns.strength === 'hard')
  const costs = teamCosts(compiled, kinds, needs)
  const oracles = projects.map((_, p) => bestTeamOf(compiled, kinds, needs[p]!, p, (team) => costs(p, team)))
  /** By project, whose points for it are not 0. */
  const wishers: number[][] = projects.map(() => [])
  kinds.forEach(({ unit }, k) => {
    for (let p = 0; p < wishers.length; p++) if (unit.points[p] !== 0 && unit.allowed[p] === 1) wishers[p]!.push(k)
  })
  const wishes = wishers.map((who, p) => ({
    who: Int32Array.from(who),
    points: Float64Array.from(who, (k) => kinds[k]!.unit.points[p]!),
  }))
  const gains = new Float64Array(kinds.length)
  /** What it is worth when nobody is in a team and no project runs. */
  let idle = 0
  kinds.forEach(({ units }, k) => (idle += units.length * outside[k]!))
  for (const cost of closing) idle -= cost

  /** Every kind's gain where nobody wishes anything; what `at` adds for one project it takes back. */
  function setPrices(prices: Prices): void {
    for (let k = 0; k < gains.length; k++) gains[k] = -outside[k]! - prices[k]!
  }
  function at<Result>(p: number, look: (gains: Float64Array) => Result): Result {
    const { who, points } = wishes[p]!
    const before = Float64Array.from(who, (k) => gains[k]!)
    for (let index = 0; index < who.length; index++) gains[who[index]!]! += points[index]!
    const result = look(gains)
    for (let index = 0; index < who.length; index++) gains[who[index]!] = before[index]!
    return result
  }

  const best = (p: number): BestTeam => at(p, (of) => oracles[p]!.best(of, closing[p]!))

  /** The best teams of all projects and the bound that they make; null when told to stop before the last. */
  function boundAt(prices: Prices, shouldStop: () => boolean): { bound: number; best: BestTeam[] } | null {
    setPrices(prices)
    let bound = idle
    kinds.forEach(({ units }, k) => (bound += units.length * prices[k]!))
    const found: BestTeam[] = []
    for (let p = 0; p < projects.length; p++) {
      if (shouldStop()) return null
      const one = best(p)
      found.push(one)
      if (one.bound > 0 || mustRun[p]) bound += one.bound
    }
    return { bound, best: found }
  }

  /** One project after the other takes its best team of those who are still free: where to begin a search. */
  function seat(prices: Prices): Int32Array {
    setPrices(prices)
    const free = kinds.map(({ units }) => [...units])
    const places = new Int32Array(compiled.units.length).fill(-1)
    const choosiest = [...projects.keys()].toSorted((a, b) => oracles[a]!.members.length - oracles[b]!.members.length)
    for (const p of choosiest) {
      for (const k of best(p).kinds) {
        const unit = free[k]!.pop()
        if (unit !== undefined) places[unit] = p
        if (free[k]!.length === 0) gains[k] = -Infinity
      }
    }
    return places
  }

  return {
    idle,
    seat,
    mustRun,
    /** People who need not be placed are never worth less than nothing. */
    safe: (k: number, price: number): number => (kinds[k]!.unit.mustBePlaced ? price : Math.max(0, price)),
    boundAt,
    setPrices,
    /** These follow `setPrices`. */
    best,
    /** What a kind brings to a project beside being left out, when nobody has a price; -Infinity where it may not go. */
    base: (p: number, k: number): number => {
      const { allowed, points } = kinds[k]!.unit
      return allowed[p] === 1 ? points[p]! - outside[k]! : -Infinity
    },
    /** The pairs of kind and project, by project, without which no answer worth `least` or more is lost. */
    survivors: (prices: Prices, bound: number, least: number): number[][] => {
      setPrices(prices)
      return projects.map((_, p) => {
        const worth = best(p).bound
        const spare = (worth > 0 || mustRun[p] ? worth : 0) - (bound - least)
        const withEach = at(p, (of) => oracles[p]!.bestWith(of, closing[p]!))
        return [...new Set(oracles[p]!.members.filter((_, index) => withEach[index]! >= spare - 1e-6))]
      })
    },
    /** What a team is worth when nobody has a price. */
    worthOf: (p: number, team: readonly number[]): number => {
      let worth = closing[p]! - costs(p, team)
      for (const k of team) worth += kinds[k]!.unit.points[p]! - outside[k]!
      return worth
    },
  }
}

function softCost(rule: Rule): number {
  return rule.strength === 'soft' ? rule.cost : 0
}
