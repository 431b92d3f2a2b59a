import type { Compiled } from './compile.ts'
import type { Kind, Need } from './kinds.ts'

/**
 * What a team loses beside its members' own points: needs not met, pairs in it that had better be apart. Half of what a
 * pair costs that had better be together where it has one of the two: never more than the whole pays. Infinity where
 * a hard rule is broken.
 */
export function teamCosts({ units, pairs }: Compiled, kinds: Kind[], needs: Need[][]) {
  const kindOf = new Int32Array(units.length)
  kinds.forEach((kind, k) => kind.units.forEach((unit) => (kindOf[unit] = k)))
  const pairsOf = new Map<number, { other: number; wish: 'together' | 'apart'; cost: number }[]>()
  const note = (k: number, other: number, wish: 'together' | 'apart', cost: number): void => {
    pairsOf.set(k, [...(pairsOf.get(k) ?? []), { other, wish, cost }])
  }
  for (const { units: pair, wish, cost } of pairs) {
    const [a, b] = [kindOf[pair[0]]!, kindOf[pair[1]]!]
    if (a === b) continue
    // Apart, each of the two notes half of it, since both are there.
    note(a, b, wish, cost / 2)
    note(b, a, wish, cost / 2)
  }
  units.forEach(({ apart }, unit) => {
    for (const other of apart) note(kindOf[unit]!, kindOf[other]!, 'apart', Infinity)
  })

  return (p: number, team: readonly number[]): number => {
    let cost = 0
    for (const { rule, sort, wanted, weights } of needs[p]!) {
      if (sort === 'otherThan') continue
      let given = 0
      for (let at = 0; at < team.length; at++) given += weights[team[at]!]!
      const missing = sort === 'atLeast' ? wanted - given : given - wanted
      if (missing <= 0) continue
      if (rule.strength === 'hard') return Infinity
      if (rule.strength === 'soft') cost += rule.cost * missing
    }
    cost += unmixed(needs[p]!, team)
    for (let at = 0; at < team.length; at++) {
      for (const { other, wish, cost: half } of pairsOf.get(team[at]!) ?? []) {
        if (team.includes(other) === (wish === 'apart')) cost += half
      }
    }
    return cost
  }
}

/** Each mix that a team lacks is paid once, however many values it has a row for. */
function unmixed(needs: Need[], team: readonly number[]): number {
  let cost = 0
  let paid: Float64Array | null = null
  for (const { rule, sort, weights, known } of needs) {
    if (sort !== 'otherThan' || known === paid) continue
    let others = 0
    for (let at = 0; at < team.length; at++) others += known![team[at]!]! - weights[team[at]!]!
    if (others >= 1) continue
    if (rule.strength === 'hard') return Infinity
    if (rule.strength === 'soft') cost += rule.cost
    paid = known
  }
  return cost
}
