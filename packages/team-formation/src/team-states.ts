import type { Need } from './kinds.ts'

/** Beyond so many states a table leaves needs to their prices. */
const MOST_STATES = 6000

export type TeamStates = {
  /** How many states the followed needs have together. */
  width: number
  /** Per need: is it followed? */
  followed: boolean[]
  /** The state of a team of one of this kind: kinds with the same are alike. */
  aloneOf: (k: number) => number
  /** How far a member of this kind moves each state of a table of sizes and states; beyond its end where there is no room. */
  shiftOf: (k: number, people: number) => Int32Array
  /** What each state costs in followed needs not met; Infinity where a hard one is not. */
  endings: Float64Array
}

type Digit = { radix: number; need: Need | null; mix: Need[] | null; values: Float64Array }

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
    aloneOf: (k) => {
      let state = 0
      for (let index = 0; index < digits.length; index++) state += valueOf(digits[index]!, k) * places[index]!
      return state
    },
    shiftOf: (k, people) => {
      const own = digits.map((digit) => valueOf(digit, k))
      const key = `${most} ${people} ${digits.map(({ radix, mix }, index) => `${mix ? 'm' : ''}${radix}:${own[index]}`).join(' ')}`
      const known = shifts.get(key)
      if (known) return known
      const states = width * (most + 1)
      const shift = Int32Array.from({ length: states }, (_, state) => {
        if (Math.floor(state / width) + people > most) return states
        const next = digits.reduce(
          (sum, digit, index) => sum + join(digit, at(state, index), own[index]!) * places[index]!,
          0,
        )
        return people * width + next - (state % width)
      })
      shifts.set(key, shift)
      return shift
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
  for (const mix of mixes.values()) take({ radix: mix.length + 2, need: null, mix, values: mixValues(mix) })
  for (const need of needs) {
    if (need.sort !== 'atLeast' || !Number.isInteger(need.wanted) || need.wanted > most) continue
    if (areWhole(need.weights)) take({ radix: need.wanted + 1, need, mix: null, values: need.weights })
  }
  return digits
}

function valueOf({ values, radix }: Digit, k: number): number {
  return Math.min(radix - 1, values[k]!)
}

// Thousands of projects share a few dozen weights: what is said of them is kept.
const shifts = new Map<string, Int32Array>()
const whole = new WeakMap<Float64Array, boolean>()
const mixed = new WeakMap<Float64Array, Float64Array>()

function areWhole(weights: Float64Array): boolean {
  const known = whole.get(weights) ?? weights.every((weight) => Number.isInteger(weight))
  whole.set(weights, known)
  return known
}

/** By kind: 0 where nothing is known, the number of its only value from 1, or one more than there are values. */
function mixValues(mix: Need[]): Float64Array {
  const key = mix[0]!.known!
  const known =
    mixed.get(key) ??
    key.map((_, k) => {
      const values = mix.flatMap(({ weights }, value) => (weights[k]! > 0 ? [value] : []))
      return values.length === 0 ? 0 : values.length === 1 ? values[0]! + 1 : mix.length + 1
    })
  mixed.set(key, known)
  return known
}

function join({ need, radix }: Digit, a: number, b: number): number {
  if (need) return Math.min(radix - 1, a + b)
  return a === 0 ? b : b === 0 || a === b ? a : radix - 1
}
