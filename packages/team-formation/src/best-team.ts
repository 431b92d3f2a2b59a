import type { Compiled } from './compile.ts'
import type { Kind, Need } from './kinds.ts'
import { statesOf } from './team-states.ts'

const TOLERANCE = 1e-7
/** A search for teams better than the one in hand looks at so many beginnings of teams at most. */
const MOST_LOOKS = 50_000
/** And keeps a table of so many entries at most. */
const MOST_ENTRIES = 1_000_000
/** How far below the bound the search for a better team begins. */
const FIRST_DEPTH = 0.5
/** So often at most the needs left to prices are priced anew for one answer. */
const REPRICINGS = 4

export type BestTeam = {
  /** No team of the project is worth more under the prices; -Infinity when none is possible. */
  bound: number
  /** The best team that was found, by kind, and its worth: -Infinity where it breaks a hard rule. */
  kinds: number[]
  worth: number
}

/** Members to choose from, class after class, the best of each first. */
type List = { kind: number[]; group: number[] }

type View = { start: number; gains: Float64Array; table: Float64Array }

let table = new Float64Array(0)
const tables: Float64Array[] = []

/**
 * The best team of one project when each kind of people has a price: dynamic programming over what a team has of each
 * need that is followed exactly. Only as many of the best of each class as fit in a team can matter. The other needs are
 * priced, which bounds every team from above; where that leaves a doubt, all teams above the best in hand are looked at.
 */
export function bestTeamOf(
  compiled: Compiled,
  kinds: Kind[],
  needs: Need[],
  p: number,
  /** What a team loses beside its members' own points: needs not met, pairs. Infinity where it breaks a hard rule. */
  costOf: (team: readonly number[]) => number,
) {
  const { size } = compiled.problem.projects[p]!
  const { width, followed, aloneOf, shiftOf, endings } = statesOf(needs, size.max)
  const states = width * (size.max + 1)
  const priced = needs.filter((_, at) => !followed[at])
  const prices = Float64Array.from(priced, ({ rule, sort }) =>
    rule.strength === 'soft' && sort !== 'otherThan' ? rule.cost / 2 : 0,
  )
  const { members, groups } = classes()
  const adjusted = new Float64Array(kinds.length)

  return { members, best, above, bestWith }

  /** `gains[kind]`: points less price; `running`: what the project gains by running at all. */
  function best(gains: Float64Array, running: number): BestTeam {
    const found: BestTeam = { bound: Infinity, kinds: [], worth: -Infinity }
    let tightest = prices.slice()
    for (let round = 0; round <= REPRICINGS; round++) {
      const list = adjust(gains)
      const bound = begun(running) + fill(list)
      const team = trace(list)
      const worth = worthOf(team, gains, running)
      if (worth > found.worth) Object.assign(found, { kinds: team, worth })
      if (bound < found.bound) {
        found.bound = bound
        tightest = prices.slice()
      }
      if (found.bound - found.worth <= 2 * TOLERANCE || priced.length === 0) break
      reprice(team, round)
    }
    prices.set(tightest)
    if (found.bound === -Infinity || found.bound - found.worth <= 2 * TOLERANCE) return found
    // Little by little from above: where looking everywhere would take too long, what was looked at still lowers the bound.
    for (let depth = FIRST_DEPTH; found.bound - found.worth > 2 * TOLERANCE; depth *= 3) {
      const floor = Math.max(found.worth, found.bound - depth)
      const all = above(gains, running, floor, (team, worth) => {
        Object.assign(found, { kinds: team, worth })
        return worth
      })
      if (!all) break
      found.bound = Math.max(floor, found.worth) + TOLERANCE
      if (found.bound <= 0) break
    }
    return found
  }

  /** Calls `take` with every team worth more than `floor`, which it may raise. false: too many; some may be missing. */
  function above(
    gains: Float64Array,
    running: number,
    floor: number,
    take: (team: number[], worth: number) => number,
  ): boolean {
    const start = begun(running)
    const tops = adjust(gains)
    if (start + fill(tops) <= floor + TOLERANCE) return true
    const list = candidates(tops, start, floor + TOLERANCE)
    const { length } = list.kind
    if ((length + 1) * states > MOST_ENTRIES) return false
    const views = viewsOf(list, gains, running)
    /** What was gained so far in each view, member after member. */
    const sums = views.map((view) => new Float64Array(size.max + 1).fill(view.start))
    const promises = (row: number, state: number, depth: number): boolean =>
      views.every((view, at) => sums[at]![depth]! + view.table[row * states + state]! > floor + TOLERANCE)
    const team: number[] = []
    let looks = 0
    const grow = (from: number, state: number): void => {
      const depth = team.length
      for (let at = from; at < length; at++) {
        if (!promises(at, state, depth) || looks > MOST_LOOKS) return
        const k = list.kind[at]!
        if (at > from && k === list.kind[at - 1]) continue
        looks += 1
        const next = state + groups[list.group[at]!]!.shift[state]!
        if (next >= states) continue
        for (let view = 0; view < views.length; view++)
          sums[view]![depth + 1] = sums[view]![depth]! + views[view]!.gains[at]!
        if (!promises(at + 1, next, depth + 1)) continue
        team.push(k)
        if (promises(length, next, depth + 1)) {
          const worth = worthOf(team, gains, running)
          if (worth > floor + TOLERANCE) floor = take(team.slice(), worth)
        }
        grow(at + 1, next)
        team.pop()
      }
    }
    grow(0, 0)
    return looks <= MOST_LOOKS
  }

  /** What is to be gained at several prices of the needs that are not followed: what one of them rules out is out. */
  function viewsOf(list: List, gains: Float64Array, running: number): View[] {
    const own = prices.slice()
    const others = priced.length === 0 ? [] : [0, 0.5, 1]
    const views = [null, ...others].map((share, view): View => {
      priced.forEach(({ rule, sort }, at) => {
        if (share === null || sort === 'otherThan') return
        prices[at] = share * (rule.strength === 'soft' ? rule.cost : 2 * own[at]! + 1)
      })
      const mine = Float64Array.from(list.kind, (k) => adjustedGain(k, gains))
      const entries = (list.kind.length + 1) * states
      if ((tables[view]?.length ?? 0) < entries) tables[view] = new Float64Array(entries)
      fill(list, mine, tables[view])
      return { start: begun(running), gains: mine, table: tables[view]! }
    })
    prices.set(own)
    return views
  }

  /** The most that a team with this kind in it can be worth, for each of `members`. */
  function bestWith(gains: Float64Array, running: number): Float64Array {
    const tops = adjust(gains)
    fill(tops)
    const start = begun(running)
    const lead = leads(tops)
    const worths = new Float64Array(members.length)
    groups.forEach(({ first, last }, group) => {
      for (let index = first; index < last; index++) worths[index] = start + lead[group]! + adjusted[members[index]!]!
    })
    return worths
  }

  /** Classes of kinds that the followed needs do not tell apart, in `members` one after the other; a kind is there as often as a team can have it. */
  function classes() {
    const byKey = new Map<number, number[]>()
    kinds.forEach(({ unit, units }, k) => {
      if (unit.allowed[p] === 0) return
      const key = unit.people.length * width + aloneOf(k)
      const members = byKey.get(key) ?? []
      byKey.set(key, members)
      const copies = Math.min(units.length, Math.floor(size.max / unit.people.length))
      for (let copy = 0; copy < copies; copy++) members.push(k)
    })
    let last = 0
    const groups = [...byKey.values()].map((of) => {
      const first = last
      last += of.length
      const people = kinds[of[0]!]!.unit.people.length
      return { first, last, most: Math.floor(size.max / people), shift: shiftOf(of[0]!, people) }
    })
    const members = new Int32Array(last)
    ;[...byKey.values()].forEach((of, group) => members.set(of, groups[group]!.first))
    return { members, groups }
  }

  function begun(running: number): number {
    let start = running
    for (let at = 0; at < priced.length; at++) {
      const { sort, wanted } = priced[at]!
      start += (sort === 'atMost' ? 1 : -1) * prices[at]! * wanted
    }
    return start
  }

  /** Adds the priced needs to the gains and lists the best few of each class. */
  function adjust(gains: Float64Array): List {
    for (let index = 0, before = -1; index < members.length; index++) {
      const k = members[index]!
      if (k !== before) adjusted[k] = adjustedGain(k, gains)
      before = k
    }
    const list: List = { kind: [], group: [] }
    groups.forEach(({ first, last, most }, group) => {
      const start = list.kind.length
      const end = start + most - 1
      for (let index = first; index < last; index++) {
        const k = members[index]!
        const gain = adjusted[k]!
        if (list.kind.length > end && gain <= adjusted[list.kind[end]!]!) continue
        let at = list.kind.length > end ? end : list.kind.push(k) - 1
        for (; at > start && adjusted[list.kind[at - 1]!]! < gain; at--) list.kind[at] = list.kind[at - 1]!
        list.kind[at] = k
      }
      while (list.group.length < list.kind.length) list.group.push(group)
    })
    return list
  }

  function adjustedGain(k: number, gains: Float64Array): number {
    let gain = gains[k]!
    for (let at = 0; at < priced.length; at++) {
      const { sort, weights, known } = priced[at]!
      const weight = sort === 'otherThan' ? known![k]! - weights[k]! : weights[k]!
      gain += (sort === 'atMost' ? -1 : 1) * prices[at]! * weight
    }
    return gain
  }

  /** Row by row from the last: the most that those from `at` on can bring to a team in each state. Returns it for no team. */
  function fill(list: List, gainsOf?: Float64Array, into?: Float64Array): number {
    const { kind, group } = list
    const needed = (kind.length + 1) * states
    if (!into && table.length < needed) table = new Float64Array(needed)
    const rows = into ?? table
    const end = kind.length * states
    for (let state = 0; state < states; state++) {
      rows[end + state] = state < size.min * width ? -Infinity : -endings[state % width]!
    }
    for (let at = kind.length - 1; at >= 0; at--) {
      const { shift } = groups[group[at]!]!
      const gain = gainsOf ? gainsOf[at]! : adjusted[kind[at]!]!
      const row = at * states
      const after = row + states
      for (let state = 0; state < states; state++) {
        const without = rows[after + state]!
        const next = state + shift[state]!
        const value = next < states ? gain + rows[after + next]! : -Infinity
        rows[row + state] = value > without ? value : without
      }
    }
    return rows[0]!
  }

  function trace({ kind, group }: List): number[] {
    const team: number[] = []
    for (let at = 0, state = 0; at < kind.length; at++) {
      if (table[at * states + state]! <= table[(at + 1) * states + state]!) continue
      team.push(kind[at]!)
      state += groups[group[at]!]!.shift[state]!
    }
    return team
  }

  /** By class: the most that the others of a team can bring when one place is kept for the class. Follows `fill(tops)`. */
  function leads({ kind, group }: List): Float64Array {
    const lead = new Float64Array(groups.length).fill(-Infinity)
    const have = new Float64Array(states).fill(-Infinity)
    have[0] = 0
    for (let at = 0; at < kind.length; at++) {
      const { shift } = groups[group[at]!]!
      const gain = adjusted[kind[at]!]!
      const after = (at + 1) * states
      let most = -Infinity
      // From the largest teams down, so that nobody is taken twice.
      for (let state = states - 1; state >= 0; state--) {
        const value = have[state]!
        const next = state + shift[state]!
        if (value === -Infinity || next >= states) continue
        if (value + table[after + next]! > most) most = value + table[after + next]!
        if (value + gain > have[next]!) have[next] = value + gain
      }
      // The last of the best of a class has the least to lose: all of the class can have those beside it.
      lead[group[at]!] = most
    }
    return lead
  }

  function candidates(tops: List, start: number, floor: number): List {
    const lead = leads(tops)
    const list: List = { kind: [], group: [] }
    groups.forEach(({ first, last }, group) => {
      const least = floor - start - lead[group]!
      const kept: number[] = []
      for (let index = first; index < last; index++) {
        if (adjusted[members[index]!]! > least) kept.push(members[index]!)
      }
      kept.sort((a, b) => adjusted[b]! - adjusted[a]! || a - b)
      for (const k of kept) {
        list.kind.push(k)
        list.group.push(group)
      }
    })
    return list
  }

  function worthOf(team: readonly number[], gains: Float64Array, running: number): number {
    let worth = running - costOf(team)
    for (const k of team) worth += gains[k]!
    return worth
  }

  /** A need not met becomes dearer, one more than met cheaper, by less each time. */
  function reprice(team: readonly number[], round: number): void {
    priced.forEach(({ rule, sort, weights, wanted }, at) => {
      if (sort === 'otherThan') return
      let given = 0
      for (const k of team) given += weights[k]!
      const missing = sort === 'atLeast' ? wanted - given : given - wanted
      const most = rule.strength === 'soft' ? rule.cost : Infinity
      const step = (rule.strength === 'soft' ? rule.cost : Math.max(1, prices[at]!)) * 0.3 * 0.6 ** round
      prices[at] = Math.min(most, Math.max(0, prices[at]! + Math.sign(missing) * step))
    })
  }
}
