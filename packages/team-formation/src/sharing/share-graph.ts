/** The problem as numbers. Pairs are numbered person × items + item. */
export type ShareNumbers = {
  people: number
  items: number
  /** 1 where the person may be given the item: no conflict, not theirs already. */
  open: Uint8Array
  /** In whole thousandths, so that sums are exact. */
  affinity: Float64Array
  /** Places still to be filled, per item. */
  demand: Int32Array
  /** Carried before anything is given, per person. */
  carried: Float64Array
  /** How much more each person may take. */
  room: Float64Array
  balanceFirst: boolean
  /** The order in which items are served, where it does not matter. */
  order: number[]
}

/** A place of an item changes hands; -1 is nobody. */
type Step = { item: number; from: number; to: number }

/**
 * The flow so far and the ways to change it. Nodes are the people, and a pool where loads meet: a person steps to
 * another by handing on an item, to the pool by carrying one more, and from the pool by carrying one less.
 * A cost is a pair (load, affinity lost), compared in the order asked.
 */
export function shareGraph({ people, items, open, affinity, demand, carried, room, balanceFirst }: ShareNumbers) {
  const missing = demand.slice()
  const held = new Uint8Array(people * items)
  const holders: number[][] = Array.from({ length: items }, () => [])
  const itemsOf: number[][] = Array.from({ length: people }, () => [])
  // The cheapest item that a person can hand on to another, and what is lost by it.
  const handCost = new Float64Array(people * people).fill(Infinity)
  const handItem = new Int32Array(people * people).fill(-1)

  const POOL = people
  const loadCost = new Float64Array(people + 1)
  const affinityCost = new Float64Array(people + 1)
  const previous = new Int32Array(people + 1)
  const startItem = new Int32Array(people)
  const waiting = new Uint8Array(people + 1)

  const cheaper = (load: number, lost: number, thanLoad: number, thanLost: number): boolean =>
    balanceFirst
      ? load < thanLoad || (load === thanLoad && lost < thanLost)
      : lost < thanLost || (lost === thanLost && load < thanLoad)

  /** Cheapest ways from any of the starting items to every person. No cycle is ever a gain, so this ends. */
  function walk(starts: readonly number[], throughPool: boolean): void {
    loadCost.fill(Infinity)
    affinityCost.fill(Infinity)
    previous.fill(-1)
    const queue: number[] = []
    const reach = (node: number, load: number, lost: number, from: number): void => {
      if (!cheaper(load, lost, loadCost[node]!, affinityCost[node]!)) return
      loadCost[node] = load
      affinityCost[node] = lost
      previous[node] = from
      if (waiting[node] === 1) return
      waiting[node] = 1
      queue.push(node)
    }
    for (const item of starts) {
      for (let person = 0; person < people; person++) {
        const pair = person * items + item
        if (open[pair] === 0 || held[pair] === 1) continue
        if (cheaper(0, -affinity[pair]!, loadCost[person]!, affinityCost[person]!)) startItem[person] = item
        reach(person, 0, -affinity[pair]!, -1)
      }
    }
    for (let next = 0; next < queue.length; next++) {
      const node = queue[next]!
      waiting[node] = 0
      const load = loadCost[node]!
      const lost = affinityCost[node]!
      if (node === POOL) {
        for (let person = 0; person < people; person++) {
          if (itemsOf[person]!.length > 0) reach(person, load - loadOf(person) + 1, lost, POOL)
        }
        continue
      }
      const row = node * people
      for (let person = 0; person < people; person++) {
        const cost = handCost[row + person]!
        if (cost !== Infinity) reach(person, load, lost + cost, node)
      }
      if (throughPool && itemsOf[node]!.length < room[node]!) reach(POOL, load + loadOf(node), lost, node)
    }
  }

  const loadOf = (person: number): number => carried[person]! + itemsOf[person]!.length

  /** The way back from a person to the item it began with, as places that change hands. */
  function stepsTo(end: number): { start: number; steps: Step[] } {
    const steps: Step[] = []
    let node = end
    while (previous[node] !== -1) {
      const from = previous[node]!
      if (node !== POOL && from !== POOL) steps.push({ item: handItem[from * people + node]!, from, to: node })
      node = from
    }
    return { start: node, steps }
  }

  function apply(steps: Step[]): void {
    const changed = new Set<number>()
    for (const { item, from, to } of steps) {
      if (from >= 0) drop(from, item)
      if (to >= 0) take(to, item)
      changed.add(from)
      for (const holder of holders[item]!) changed.add(holder)
    }
    for (const person of changed) if (person >= 0) priceHandingOn(person)
  }

  function take(person: number, item: number): void {
    held[person * items + item] = 1
    holders[item]!.push(person)
    itemsOf[person]!.push(item)
  }

  function drop(person: number, item: number): void {
    held[person * items + item] = 0
    holders[item]!.splice(holders[item]!.indexOf(person), 1)
    itemsOf[person]!.splice(itemsOf[person]!.indexOf(item), 1)
  }

  function priceHandingOn(person: number): void {
    const row = person * people
    handCost.fill(Infinity, row, row + people)
    for (const item of itemsOf[person]!) {
      const lost = affinity[person * items + item]!
      for (let other = 0, pair = item; other < people; other++, pair += items) {
        if (open[pair] === 0 || held[pair] === 1) continue
        const cost = lost - affinity[pair]!
        if (cost >= handCost[row + other]!) continue
        handCost[row + other] = cost
        handItem[row + other] = item
      }
    }
  }

  /** Fills one place of an item the cheapest way; false when there is none. */
  function fill(item: number): boolean {
    walk([item], false)
    let end = -1
    for (let person = 0; person < people; person++) {
      if (affinityCost[person] === Infinity || itemsOf[person]!.length >= room[person]!) continue
      const load = loadOf(person)
      if (end < 0 || cheaper(load, affinityCost[person]!, loadOf(end), affinityCost[end]!)) end = person
    }
    if (end < 0) return false
    const { start, steps } = stepsTo(end)
    apply([...steps, { item, from: -1, to: start }])
    missing[item]! -= 1
    return true
  }

  /** Fills a place of an item that lacks `level`, and empties one of an item that lacks one less, if that is a gain. */
  function exchange(level: number): boolean {
    const starts = [...missing.keys()].filter((item) => missing[item] === level)
    if (starts.length === 0) return false
    walk(starts, true)
    let best = { load: 0, lost: 0, person: -1, item: -1 }
    itemsOf.forEach((list, person) => {
      if (affinityCost[person] === Infinity) return
      for (const item of list) {
        if (missing[item] !== level - 1) continue
        const lost = affinityCost[person]! + affinity[person * items + item]!
        const load = loadCost[person]!
        if (cheaper(load, lost, best.load, best.lost)) best = { load, lost, person, item }
      }
    })
    if (best.person < 0) return false
    const { start, steps } = stepsTo(best.person)
    const filled = startItem[start]!
    apply([{ item: best.item, from: best.person, to: -1 }, ...steps, { item: filled, from: -1, to: start }])
    missing[filled]! -= 1
    missing[best.item]! += 1
    return true
  }

  return { missing, holders, fill, exchange }
}
