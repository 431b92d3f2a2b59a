import type { Numbers } from './model.ts'
import type { PriceModel, Prices } from './prices.ts'

const ROUNDS = 80
const STALLED = 6
/** Of a step, how much follows the rounds before: projects overreact to prices, and averages do not. */
const MEMORY = 0.6

export type RoughPrices = { prices: Prices; bound: number; teams: number[][][] }

/**
 * Prices good enough to begin with, quickly: raises the price of people whom several projects want and lowers that of
 * people whom none does. `least`: what is known to be possible, for the length of the steps.
 */
export function roughPrices(
  { kinds, needs }: Numbers,
  pricing: PriceModel,
  least: number | null,
  shouldStop: () => boolean,
  rounds = ROUNDS,
): RoughPrices {
  let prices: Prices = {
    kinds: new Float64Array(kinds.length),
    needs: needs.map((of) => Float64Array.from(of, ({ rule }) => (rule.strength === 'soft' ? rule.cost / 2 : 0))),
  }
  let best: RoughPrices | null = null
  const teams: number[][][] = []
  const drift = new Float64Array(kinds.length)
  const needDrift = needs.map((of) => new Float64Array(of.length))
  let boldness = 1
  let stalled = 0
  for (let round = 0; round < rounds && !(best && shouldStop()); round++) {
    const found = pricing.boundAt(prices)
    if (!best || found.bound < best.bound - 1e-9) {
      best = { prices, bound: found.bound, teams }
      stalled = 0
    } else if (++stalled >= STALLED) {
      boldness *= 0.6
      stalled = 0
    }
    teams.push(found.teams)
    const target = least ?? best.bound - Math.max(1, Math.abs(best.bound) * 0.05)
    const { unused, short, size } = slopes(found.teams, prices)
    const step = (boldness * Math.max(1e-3, found.bound - target)) / Math.max(1e-9, size)
    prices = {
      kinds: prices.kinds.map((price, k) => {
        drift[k] = MEMORY * drift[k]! + (1 - MEMORY) * unused[k]!
        return pricing.safe(k, price - step * drift[k]!)
      }),
      needs: prices.needs.map((of, p) =>
        of.map((price, at) => {
          const { rule } = needs[p]![at]!
          const drifts = needDrift[p]!
          drifts[at] = MEMORY * drifts[at]! + (1 - MEMORY) * short[p]![at]!
          const most = rule.strength === 'soft' ? rule.cost : Infinity
          return Math.min(most, Math.max(0, price + (step * drifts[at]!) / needScale(p, at) ** 2))
        }),
      ),
    }
  }
  return best!

  function needScale(p: number, at: number): number {
    return Math.max(1, needs[p]![at]!.wanted / 3)
  }

  /** Per kind, how many nobody wants (below 0: wanted too often); per priced need, how much is missing. */
  function slopes(chosen: number[][], at: Prices) {
    const unused = Float64Array.from(kinds, ({ units }) => units.length)
    const short = needs.map((of) => new Float64Array(of.length))
    let size = 0
    chosen.forEach((team, p) => {
      for (const k of team) unused[k]! -= 1
      if (team.length === 0) return
      needs[p]!.forEach(({ sort, wanted, weights }, index) => {
        if (sort === 'otherThan' || !pricing.isPriced(p, index)) return
        const given = team.reduce((sum, k) => sum + weights[k]!, 0)
        short[p]![index] = sort === 'atLeast' ? wanted - given : given - wanted
        size += (short[p]![index]! / needScale(p, index)) ** 2
      })
    })
    unused.forEach((count, k) => {
      if (at.kinds[k] === 0 && count > 0) unused[k] = 0
      size += unused[k]! ** 2
    })
    return { unused, short, size }
  }
}
