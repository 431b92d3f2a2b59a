import { randomFrom } from '../random.ts'
import { evaluateShares, type Share, type ShareEvaluation, type ShareObjective } from './evaluate-shares.ts'
import { shareFlow } from './share-flow.ts'
import type { ShareNumbers } from './share-graph.ts'
import type { SharingProblem } from './sharing.ts'

export type WhyNot = 'conflict' | 'full' | 'already'

/** An item with places that nobody can fill, and why each person cannot. */
export type Lacking = { item: string; missing: number; because: { person: string; why: WhyNot }[] }

/**
 * - `optimal`: every place is filled, and no answer is better; proven.
 * - `partial`: the demand cannot be met. No answer lacks less, or is better among those that lack as little; proven.
 */
export type ShareAnswer = {
  status: 'optimal' | 'partial'
  /** One per item, in the order of the problem, `fixed` included. */
  shares: Share[]
  /** Everyone's load in all, in the order of the problem. */
  loads: ShareEvaluation['loads']
  objective: ShareObjective
  lacking: Lacking[]
}

/**
 * Shares items out to people. Takes a problem that `checkSharing` accepted. Exact, and the same for the same problem and
 * seed; a thousand items × two hundred people take seconds, so a server runs it in the worker beside this file.
 */
export function shareOut(problem: SharingProblem): ShareAnswer {
  const { people, items } = problem
  const numbers = numbersOf(problem)
  const { holders } = shareFlow(numbers)
  const fixed = Map.groupBy(problem.fixed, ([, item]) => item)
  const place = new Map(people.map(({ id }, index) => [id, index]))
  const shares = items.map(({ id }, item): Share => {
    const all = [...(fixed.get(id) ?? []).map(([person]) => place.get(person)!), ...holders[item]!]
    return { item: id, people: all.toSorted((a, b) => a - b).map((person) => people[person]!.id) }
  })
  const { objective, loads, missing, broken } = evaluateShares(problem, shares)
  if (broken.length > 0) throw new Error(`Sharing out broke a rule: ${JSON.stringify(broken[0])}`)
  const has = new Map(shares.map((share) => [share.item, new Set(share.people)]))
  const conflicts = new Set(problem.conflicts.map((pair) => JSON.stringify(pair)))
  const lacking = missing.map((lack) => ({
    ...lack,
    because: people.map(({ id }) => ({ person: id, why: whyNot(id, lack.item) })),
  }))
  return { status: missing.length > 0 ? 'partial' : 'optimal', shares, loads, objective, lacking }

  function whyNot(person: string, item: string): WhyNot {
    if (has.get(item)?.has(person)) return 'already'
    return conflicts.has(JSON.stringify([person, item])) ? 'conflict' : 'full'
  }
}

function numbersOf({ people, items, conflicts, bids, fixed, topicPoints, first, seed }: SharingProblem): ShareNumbers {
  const personAt = new Map(people.map(({ id }, index) => [id, index]))
  const itemAt = new Map(items.map(({ id }, index) => [id, index]))
  const pairAt = (person: string, item: string): number => personAt.get(person)! * items.length + itemAt.get(item)!
  const open = new Uint8Array(people.length * items.length).fill(1)
  const affinity = new Float64Array(open.length)
  const carried = Float64Array.from(people, ({ load }) => load)
  const demand = Int32Array.from(items, (item) => item.demand)

  for (const [person, item] of conflicts) open[pairAt(person, item)] = 0
  for (const [person, item] of fixed) {
    open[pairAt(person, item)] = 0
    carried[personAt.get(person)!]! += 1
    demand[itemAt.get(item)!] = Math.max(0, demand[itemAt.get(item)!]! - 1)
  }
  for (const { person, item, value } of bids) affinity[pairAt(person, item)] = value
  people.forEach((person, p) => {
    const known = new Set(person.topics)
    items.forEach(({ topics }, i) => {
      const pair = p * items.length + i
      const shared = known.size === 0 ? 0 : topics.filter((topic) => known.has(topic)).length
      affinity[pair] = Math.round(1000 * (affinity[pair]! + shared * topicPoints))
    })
  })
  return {
    people: people.length,
    items: items.length,
    open,
    affinity,
    demand,
    carried,
    room: Float64Array.from(people, ({ capacity }, p) =>
      capacity === null ? Infinity : Math.max(0, capacity - carried[p]!),
    ),
    balanceFirst: first === 'balance',
    order: shuffled(items.length, seed),
  }
}

function shuffled(count: number, seed: number): number[] {
  const random = randomFrom(seed)
  const order = Array.from({ length: count }, (_, index) => index)
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const kept = order[last]!
    order[last] = order[other]!
    order[other] = kept
  }
  return order
}
