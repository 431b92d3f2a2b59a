import { bestTeamOf } from './best-team.ts'
import type { Compiled } from './compile.ts'
import type { Numbers, ProjectRows } from './model.ts'
import type { Rule } from './problem.ts'

/**
 * Prices that let projects choose their teams apart from each other: one per kind of people, one per need that is
 * left to its price. Whatever they are, `boundAt` is an upper bound on every answer; good prices make it a near one.
 */
export type Prices = { kinds: Float64Array; needs: Float64Array[] }

export type PricedTeams = {
  bound: number
  /** The best team of each project under the prices, by kind; empty when it had better stay closed. */
  teams: number[][]
  /** What each project adds to the bound. */
  worths: Float64Array
}

export type PriceModel = ReturnType<typeof priceModel>

export function priceModel(compiled: Compiled, { kinds, needs }: Numbers) {
  const { problem } = compiled
  const { rules, projects } = problem
  const outside = kinds.map(({ unit }) => unit.outside - costOf(rules.everyonePlaced) * unit.people.length)
  const oracles = projects.map((_, p) => bestTeamOf(compiled, kinds, needs, p))
  const base = projects.map((_, p) =>
    Float64Array.from(kinds, ({ unit }, k) => (unit.allowed[p] === 1 ? unit.points[p]! - outside[k]! : -Infinity)),
  )
  const closing = projects.map(({ mayStayClosed }) => (mayStayClosed ? 0 : costOf(rules.everyProjectRuns)))
  const mustRun = projects.map(({ mayStayClosed }) => !mayStayClosed && rules.everyProjectRuns.strength === 'hard')
  const gains = new Float64Array(kinds.length)

  /** Multipliers of a linear relaxation, from the duals of its rows, made safe: no bound depends on how exact they are. */
  function fromDuals(rowDual: Float64Array, rowsOf: ProjectRows[]): Prices {
    return {
      kinds: Float64Array.from(kinds, (_, k) => safe(k, rowDual[k]!)),
      needs: needs.map((of, p) =>
        Float64Array.from(of, ({ rule, sort }, at) => {
          const dual = rowDual[rowsOf[p]!.needs[at]!]!
          const size = Math.max(0, sort === 'atMost' ? dual : -dual)
          return rule.strength === 'soft' ? Math.min(size, rule.cost) : size
        }),
      ),
    }
  }

  /** People who need not be placed are never worth less than nothing. */
  function safe(k: number, price: number): number {
    return kinds[k]!.unit.mustBePlaced ? price : Math.max(0, price)
  }

  /** Sets `gains` to what each kind brings to a project under the prices; returns what running brings. */
  function setGains({ kinds: prices, needs: multipliers }: Prices, p: number): number {
    let running = closing[p]!
    for (let k = 0; k < gains.length; k++) gains[k] = base[p]![k]! - prices[k]!
    const spent = new Map<Float64Array, number>()
    needs[p]!.forEach(({ sort, wanted, weights, known, rule }, at) => {
      if (!oracles[p]!.priced[at]) return
      let price = multipliers[p]![at]!
      if (sort === 'otherThan') {
        // The rows of one mix share one shortfall: together they may not ask more than it costs.
        const before = spent.get(known!) ?? 0
        if (rule.strength === 'soft') price = Math.min(price, rule.cost - before)
        spent.set(known!, before + price)
      }
      if (price === 0) return
      const sign = sort === 'atMost' ? -1 : 1
      running -= sign * price * wanted
      for (let k = 0; k < gains.length; k++) {
        gains[k]! += sign * price * (sort === 'otherThan' ? known![k]! - weights[k]! : weights[k]!)
      }
    })
    return running
  }

  function boundAt(prices: Prices): PricedTeams {
    let bound = 0
    kinds.forEach(({ units }, k) => (bound += units.length * (outside[k]! + prices.kinds[k]!)))
    const worths = new Float64Array(projects.length)
    const teams = projects.map((_, p) => {
      const running = setGains(prices, p)
      const { worth, kinds: team } = oracles[p]!.best(gains, running)
      const closed = worth <= 0 && !mustRun[p]
      worths[p] = closed ? 0 : worth
      bound += worths[p]! - closing[p]!
      return closed ? [] : team
    })
    return { bound, worths, teams }
  }

  /** One project after the other takes its best team of those who are still free: where to begin a search. */
  function seat(prices: Prices): Int32Array {
    const free = kinds.map(({ units }) => [...units])
    const places = new Int32Array(compiled.units.length).fill(-1)
    const choosiest = projects.map((_, p) => ({
      p,
      kinds: base[p]!.reduce((sum, of) => sum + (of > -Infinity ? 1 : 0), 0),
    }))
    for (const { p } of choosiest.toSorted((a, b) => a.kinds - b.kinds)) {
      const running = setGains(prices, p)
      for (let k = 0; k < gains.length; k++) if (free[k]!.length === 0) gains[k] = -Infinity
      const { kinds: team } = oracles[p]!.best(gains, running)
      for (const k of team) {
        const unit = free[k]!.pop()
        if (unit !== undefined) places[unit] = p
      }
    }
    return places
  }

  /** The pairs of kind and project, by project, without which no answer worth `least` or more is lost. */
  function survivors(prices: Prices, least: number): number[][] {
    const { bound, worths } = boundAt(prices)
    return projects.map((_, p) => {
      const running = setGains(prices, p)
      const withEach = oracles[p]!.bestWith(gains, running)
      const kept: number[] = []
      withEach.forEach((worth, k) => {
        if (bound - worths[p]! + worth >= least) kept.push(k)
      })
      return kept
    })
  }

  return {
    fromDuals,
    boundAt,
    seat,
    survivors,
    base,
    safe,
    isPriced: (p: number, at: number): boolean => oracles[p]!.priced[at]!,
  }
}

function costOf(rule: Rule): number {
  return rule.strength === 'soft' ? rule.cost : 0
}
