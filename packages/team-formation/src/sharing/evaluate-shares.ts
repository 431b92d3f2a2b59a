import type { SharingProblem } from './sharing.ts'

/** Who has an item, those fixed beforehand included. */
export type Share = { item: string; people: string[] }

/**
 * Answers are compared by these, in this order: fewest `missing`, then fewest `missingSquares` (nobody lacks three where
 * three could lack one), then, as `first` asks, least `loadSquares` and most `affinity`, or the other way round.
 * The least sum of squares is also the least difference between the loads that capacity and conflicts allow.
 */
export type ShareObjective = { missing: number; missingSquares: number; loadSquares: number; affinity: number }

export type BrokenShare =
  | { rule: 'unknown_item' | 'item_twice'; item: string }
  | { rule: 'unknown_person' | 'twice' | 'conflict' | 'not_kept'; person: string; item: string }
  | { rule: 'too_many'; item: string; got: number; demand: number }
  | { rule: 'capacity'; person: string; load: number; capacity: number }

export type ShareEvaluation = {
  objective: ShareObjective
  loads: { person: string; load: number }[]
  missing: { item: string; missing: number }[]
  broken: BrokenShare[]
}

/** Recomputes what shares are worth and which rules they break, from the problem alone: it shares nothing with the solver. */
export function evaluateShares(problem: SharingProblem, shares: readonly Share[]): ShareEvaluation {
  const broken: BrokenShare[] = []
  const items = new Map(problem.items.map((item) => [item.id, item]))
  const people = new Map(problem.people.map((person) => [person.id, person]))
  const conflicts = pairsOf(problem.conflicts)
  const bids = new Map(problem.bids.map(({ person, item, value }) => [JSON.stringify([person, item]), value]))
  const loads = new Map(problem.people.map(({ id, load }) => [id, load]))
  const given = new Map<string, Set<string>>()
  let thousandths = 0

  for (const share of shares) {
    const item = items.get(share.item)
    if (!item || given.has(share.item)) {
      broken.push({ rule: item ? 'item_twice' : 'unknown_item', item: share.item })
      continue
    }
    const holders = new Set<string>()
    given.set(item.id, holders)
    for (const id of share.people) {
      const person = people.get(id)
      const pair = JSON.stringify([id, item.id])
      if (!person || holders.has(id)) {
        broken.push({ rule: person ? 'twice' : 'unknown_person', person: id, item: item.id })
        continue
      }
      holders.add(id)
      loads.set(id, loads.get(id)! + 1)
      if (conflicts.has(pair)) broken.push({ rule: 'conflict', person: id, item: item.id })
      const topics = item.topics.filter((topic) => person.topics.includes(topic)).length
      thousandths += Math.round(1000 * ((bids.get(pair) ?? 0) + topics * problem.topicPoints))
    }
    const kept = problem.fixed.filter(([, fixedItem]) => fixedItem === item.id).length
    const most = Math.max(item.demand, kept)
    if (holders.size > most) broken.push({ rule: 'too_many', item: item.id, got: holders.size, demand: item.demand })
  }
  for (const [person, item] of problem.fixed) {
    if (!given.get(item)?.has(person)) broken.push({ rule: 'not_kept', person, item })
  }
  for (const { id, capacity, load } of problem.people) {
    const kept = load + problem.fixed.filter(([person]) => person === id).length
    const carried = loads.get(id)!
    if (capacity !== null && carried > Math.max(capacity, kept)) {
      broken.push({ rule: 'capacity', person: id, load: carried, capacity })
    }
  }

  const missing = problem.items.map(({ id, demand }) => ({
    item: id,
    missing: Math.max(0, demand - (given.get(id)?.size ?? 0)),
  }))
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
  return {
    objective: {
      missing: sum(missing.map((one) => one.missing)),
      missingSquares: sum(missing.map((one) => one.missing ** 2)),
      loadSquares: sum([...loads.values()].map((load) => load ** 2)),
      affinity: thousandths / 1000,
    },
    loads: [...loads].map(([person, load]) => ({ person, load })),
    missing: missing.filter((one) => one.missing > 0),
    broken,
  }
}

function pairsOf(pairs: [string, string][]): Set<string> {
  return new Set(pairs.map((pair) => JSON.stringify(pair)))
}
