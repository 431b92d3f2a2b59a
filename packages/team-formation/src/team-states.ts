import type { Need } from './kinds.ts'

/** Beyond so many states a table leaves needs to their prices. */
const MOST_STATES = 6000

export type TeamStates = {
  /** How many states the followed needs have together. */
  width: number
  /** Per need: is it followed? */
  followed: boolean[]
  /** What a kind brings to the followed needs, to tell kinds apart. */
  digits: (k: number) => number[]
  /** From each state to the one after a member of this kind. */
  stepsOf: (k: number) => Int32Array
  /** What each state costs in followed needs not met; Infinity where a hard one is not. */
  endings: Float64Array
}

type Digit = { radix: number; need: Need | null; mix: Need[] | null }

/** What a team has of each need that can be followed exactly in a table of few states: places filled so far; for a mix, nothing known, one value, or several. */
export function statesOf(needs: Need[], most: number): TeamStates {
  const digits = digitsOf(needs, most)
  const places: number[] = []
  let width = 1
  for (const { radix } of digits) {
    places.push(width)
    width *= radix
  }
  const followed = new Set(digits.flatMap(({ need, mix }) => (need ? [need] : mix!)))
  const at = (state: number, index: number): number => Math.floor(state / places[index]!) % digits[index]!.radix
  return {
    width,
    followed: needs.map((need) => followed.has(need)),
    digits: (k) => digits.map((digit) => valueOf(digit, k)),
    stepsOf: (k) => {
      const own = digits.map((digit) => valueOf(digit, k))
      return Int32Array.from({ length: width }, (_, state) =>
        digits.reduce((sum, digit, index) => sum + join(digit, at(state, index), own[index]!) * places[index]!, 0),
      )
    },
    endings: Float64Array.from({ length: width }, (_, state) =>
      digits.reduce((sum, { need, mix, radix }, index) => {
        const value = at(state, index)
        const missing = need ? need.wanted - value : value === radix - 1 ? 0 : 1
        const { rule } = need ?? mix![0]!
        if (missing === 0 || rule.strength === 'off') return sum
        return rule.strength === 'hard' ? Infinity : sum + rule.cost * missing
      }, 0),
    ),
  }
}

function digitsOf(needs: Need[], most: number): Digit[] {
  const mixes = new Map<Float64Array, Need[]>()
  for (const need of needs) {
    if (need.sort === 'otherThan') mixes.set(need.known!, [...(mixes.get(need.known!) ?? []), need])
  }
  const digits: Digit[] = []
  let product = most + 1
  const take = (digit: Digit): void => {
    if (product * digit.radix > MOST_STATES) return
    product *= digit.radix
    digits.push(digit)
  }
  for (const mix of mixes.values()) take({ radix: mix.length + 2, need: null, mix })
  for (const need of needs) {
    if (need.sort !== 'atLeast' || !Number.isInteger(need.wanted) || need.wanted > most) continue
    if (need.weights.every((weight) => Number.isInteger(weight))) take({ radix: need.wanted + 1, need, mix: null })
  }
  return digits
}

function valueOf({ need, mix, radix }: Digit, k: number): number {
  if (need) return Math.min(radix - 1, need.weights[k]!)
  const values = mix!.flatMap(({ weights }, value) => (weights[k]! > 0 ? [value] : []))
  return values.length === 0 ? 0 : values.length === 1 ? values[0]! + 1 : radix - 1
}

function join({ need, radix }: Digit, a: number, b: number): number {
  if (need) return Math.min(radix - 1, a + b)
  return a === 0 ? b : b === 0 || a === b ? a : radix - 1
}
