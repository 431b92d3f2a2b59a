import type { Compiled } from './compile.ts'
import type { Kind, Need } from './kinds.ts'

/** Beyond so many states the programme leaves needs to their prices. */
const MOST_STATES = 6000

export type BestTeam = {
  /** The most that any team of the project can be worth under the prices; -Infinity when no team is possible. */
  worth: number
  /** One such team, by kind. */
  kinds: number[]
}

/**
 * The best team of one project when each kind of people has a price, by dynamic programming over what a team has of
 * each need that is followed exactly. Only as many of the best of each class as fit in a team can matter. Needs that
 * are not followed are `priced`: they enter `gains` through a multiplier, which keeps `worth` a valid upper bound.
 */
export function bestTeamOf(compiled: Compiled, kinds: Kind[], needs: Need[][], p: number) {
  const { size } = compiled.problem.projects[p]!
  const follow = followed(needs[p]!, size.max)
  const { states, priced } = follow
  const classes = new Map<string, number[]>()
  kinds.forEach(({ unit, units }, k) => {
    if (unit.allowed[p] === 0) return
    const key = [unit.people.length, ...follow.digits(k)].join(' ')
    const members = classes.get(key) ?? []
    classes.set(key, members)
    for (let copy = 0; copy < Math.min(units.length, Math.floor(size.max / unit.people.length)); copy++) members.push(k)
  })
  const groups = [...classes.values()].map((members) => ({
    members,
    people: kinds[members[0]!]!.unit.people.length,
    step: follow.stepsOf(members[0]!),
  }))
  const endings = follow.endings()
  const width = states / (size.max + 1)

  return {
    priced,
    /** `gains[kind]`: points less price; `running`: what the project gains by running at all. */
    best: (gains: Float64Array, running: number): BestTeam => {
      const { worth, node, nodes } = grow(gains, 0, 0, running)
      const { top, best } = topState(worth)
      const team: number[] = []
      for (let at = top < 0 ? -1 : node[top]!; at >= 0; at = nodes[at]!.before) team.push(nodes[at]!.kind)
      return { worth: best, kinds: team }
    },
    /** The most that a team with this kind in it can be worth, for every kind (-Infinity where it may not join). */
    bestWith: (gains: Float64Array, running: number): Float64Array => {
      const worths = new Float64Array(kinds.length).fill(-Infinity)
      for (const { members, people, step } of groups) {
        const { best } = topState(grow(gains, people, step[0]!, running).worth)
        for (const k of members) worths[k] = best + gains[k]!
      }
      return worths
    },
  }

  /** Fills the table from a team that already has `have` people and has reached `reached`. */
  function grow(gains: Float64Array, start: number, reached: number, running: number) {
    const worth = new Float64Array(states).fill(-Infinity)
    const node = new Int32Array(states).fill(-1)
    const nodes: { kind: number; before: number }[] = []
    worth[start * width + reached] = running
    for (const { members, people, step } of groups) {
      const most = Math.floor(size.max / people)
      for (const k of topOf(members, gains, most)) {
        const gain = gains[k]!
        for (let have = size.max - people; have >= start; have--) {
          const from = have * width
          const to = (have + people) * width
          for (let state = 0; state < width; state++) {
            const value = worth[from + state]!
            if (value === -Infinity) continue
            const next = to + step[state]!
            if (value + gain <= worth[next]!) continue
            worth[next] = value + gain
            node[next] = nodes.push({ kind: k, before: node[from + state]! }) - 1
          }
        }
      }
    }
    return { worth, node, nodes }
  }

  function topState(worth: Float64Array): { top: number; best: number } {
    let top = -1
    let best = -Infinity
    for (let have = size.min; have <= size.max; have++) {
      for (let state = 0; state < width; state++) {
        const value = worth[have * width + state]! - endings[state]!
        if (value > best) {
          best = value
          top = have * width + state
        }
      }
    }
    return { top, best }
  }

  function followed(all: Need[], most: number) {
    // A digit for each followed need: places filled so far; for a mix, nothing known, one value, or several.
    const mixes = new Map<Float64Array, Need[]>()
    for (const need of all) {
      if (need.sort === 'otherThan') mixes.set(need.known!, [...(mixes.get(need.known!) ?? []), need])
    }
    let product = most + 1
    const digits: { radix: number; need: Need | null; mix: Need[] | null }[] = []
    const exact = new Set<Need>()
    const take = (radix: number, need: Need | null, mix: Need[] | null): void => {
      if (product * radix > MOST_STATES) return
      product *= radix
      digits.push({ radix, need, mix })
      for (const one of need ? [need] : mix!) exact.add(one)
    }
    for (const mix of mixes.values()) take(mix.length + 2, null, mix)
    for (const need of all) {
      if (need.sort === 'atLeast' && Number.isInteger(need.wanted) && need.wanted <= most) {
        if (need.weights.every((weight) => Number.isInteger(weight))) take(need.wanted + 1, need, null)
      }
    }
    const places: number[] = []
    let stride = 1
    for (const { radix } of digits) {
      places.push(stride)
      stride *= radix
    }
    const digitOf = ({ need, mix, radix }: (typeof digits)[number], k: number): number => {
      if (need) return Math.min(radix - 1, need.weights[k]!)
      const values = mix!.flatMap(({ weights }, value) => (weights[k]! > 0 ? [value] : []))
      return values.length === 0 ? 0 : values.length === 1 ? values[0]! + 1 : radix - 1
    }
    const join = ({ need, radix }: (typeof digits)[number], a: number, b: number): number => {
      if (need) return Math.min(radix - 1, a + b)
      return a === 0 ? b : b === 0 || a === b ? a : radix - 1
    }
    return {
      states: product,
      priced: all.map((need) => !exact.has(need)),
      digits: (k: number): number[] => digits.map((digit) => digitOf(digit, k)),
      /** From each state of the needs to the one after a member of this kind. */
      stepsOf: (k: number): Int32Array => {
        const own = digits.map((digit) => digitOf(digit, k))
        return Int32Array.from({ length: stride }, (_, state) =>
          digits.reduce((sum, digit, at) => {
            const value = Math.floor(state / places[at]!) % digit.radix
            return sum + join(digit, value, own[at]!) * places[at]!
          }, 0),
        )
      },
      /** What each state costs in needs not met. */
      endings: (): Float64Array =>
        Float64Array.from({ length: stride }, (_, state) =>
          digits.reduce((sum, { need, mix, radix }, at) => {
            const value = Math.floor(state / places[at]!) % radix
            const missing = need ? need.wanted - value : value === radix - 1 ? 0 : 1
            const { rule } = need ?? mix![0]!
            if (missing === 0 || rule.strength === 'off') return sum
            return rule.strength === 'hard' ? Infinity : sum + rule.cost * missing
          }, 0),
        ),
    }
  }
}

/** The few members with the highest gains. */
function topOf(members: number[], gains: Float64Array, most: number): number[] {
  if (members.length <= most) return members
  const top: number[] = []
  for (const k of members) {
    if (top.length === most && gains[k]! <= gains[top[most - 1]!]!) continue
    let at = Math.min(top.length, most - 1)
    while (at > 0 && gains[top[at - 1]!]! < gains[k]!) {
      top[at] = top[at - 1]!
      at -= 1
    }
    top[at] = k
  }
  return top
}
