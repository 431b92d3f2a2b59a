import type { BestTeam } from './best-team.ts'
import type { Kind } from './kinds.ts'
import type { PriceModel, Prices } from './prices.ts'

const STALLED = 6
/** Of a step, how much follows the rounds before: projects overreact to prices, and averages do not. */
const MEMORY = 0.6

type DescentOptions = {
  rounds: number
  /** What is known to be possible, for the length of the steps. */
  least: number | null
  shouldStop: () => boolean
  see: (bound: number, best: BestTeam[]) => void
}

/**
 * Prices good enough to begin with, quickly: raises the price of people whom several projects want and lowers that of
 * people whom none does. null: told to stop before the first round was over.
 */
export function roughPrices(
  kinds: Kind[],
  pricing: PriceModel,
  { rounds, least, shouldStop, see }: DescentOptions,
): { prices: Prices; bound: number } | null {
  let prices = new Float64Array(kinds.length)
  let best: { prices: Prices; bound: number } | null = null
  const drift = new Float64Array(kinds.length)
  let boldness = 1
  let stalled = 0
  for (let round = 0; round < rounds; round++) {
    const found = pricing.boundAt(prices, shouldStop)
    if (!found) break
    if (!best || found.bound < best.bound - 1e-9) {
      best = { prices, bound: found.bound }
      stalled = 0
    } else if (++stalled >= STALLED) {
      boldness *= 0.6
      stalled = 0
    }
    see(best.bound, found.best)
    const unused = Float64Array.from(kinds, ({ units }) => units.length)
    for (const { kinds: team, bound } of found.best) if (bound > 0) for (const k of team) unused[k]! -= 1
    let size = 0
    for (let k = 0; k < unused.length; k++) {
      if (unused[k]! > 0 && pricing.safe(k, prices[k]! - 1) === prices[k]) unused[k] = 0
      size += unused[k]! ** 2
    }
    if (size === 0) break
    const known = least !== null && least > best.bound - Math.abs(best.bound) * 0.1 ? least : null
    const target = known ?? best.bound - Math.max(1, Math.abs(best.bound) * 0.03)
    const step = (boldness * Math.max(1e-3, found.bound - target)) / size
    prices = Float64Array.from(prices, (price, k) => {
      drift[k] = MEMORY * drift[k]! + (1 - MEMORY) * unused[k]!
      return pricing.safe(k, price - step * drift[k]!)
    })
  }
  return best
}
