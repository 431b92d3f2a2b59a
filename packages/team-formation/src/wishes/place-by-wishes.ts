import type { WishesProblem } from './wishes.ts'

export type WishesAnswer = {
  placements: { person: string; project: string; wish: number }[]
  leftOut: string[]
  /** How many people get their first wish, their second, …; as long as the longest list of wishes. */
  profile: number[]
  /** The sum of the ranks of the wishes that were granted. */
  ranks: number
}

/**
 * Places people by their wishes alone, exactly: a minimum cost flow, one more person along a cheapest path each time.
 * What a rank costs is a whole number of any length, so that one rank can outweigh all others together.
 */
export function placeByWishes({ people, projects, best }: WishesProblem): WishesAnswer {
  const projectAt = new Map(projects.map(({ id }, index) => [id, index]))
  const wishes = people.map(({ preferences }) => preferences.map((id) => projectAt.get(id)!))
  const cost = costsOf(best, people.length, Math.max(0, ...wishes.map((list) => list.length)))
  const place = new Int32Array(people.length).fill(-1)
  const rank = new Int32Array(people.length).fill(-1)
  const members: Set<number>[] = projects.map(() => new Set())

  while (extend());

  const placed = people.flatMap(({ id }, person) =>
    place[person]! < 0 ? [] : [{ person: id, project: projects[place[person]!]!.id, wish: rank[person]! + 1 }],
  )
  return {
    placements: placed,
    leftOut: people.filter((_, person) => place[person]! < 0).map(({ id }) => id),
    profile: cost.map((_, at) => placed.filter(({ wish }) => wish === at + 1).length),
    ranks: placed.reduce((sum, { wish }) => sum + wish, 0),
  }

  /** Places one more person, others making room where that is best; false when nobody else can be, or had better be. */
  function extend(): boolean {
    const reached: (bigint | null)[] = projects.map(() => null)
    /** Who would come to each project, and at which of their wishes. */
    const comes: { person: number; wish: number }[] = []
    const queue: number[] = []
    const waiting = new Uint8Array(projects.length)
    const reach = (project: number, total: bigint, person: number, wish: number): void => {
      const before = reached[project]!
      if (before !== null && before <= total) return
      reached[project] = total
      comes[project] = { person, wish }
      if (waiting[project] === 1) return
      waiting[project] = 1
      queue.push(project)
    }
    wishes.forEach((list, person) => {
      if (place[person]! < 0) list.forEach((project, wish) => reach(project, cost[wish]!, person, wish))
    })
    for (let next = 0; next < queue.length; next++) {
      const project = queue[next]!
      waiting[project] = 0
      for (const person of members[project]!) {
        const without = reached[project]! - cost[rank[person]!]!
        wishes[person]!.forEach((other, wish) => {
          if (other !== project) reach(other, without + cost[wish]!, person, wish)
        })
      }
    }
    let end = -1
    reached.forEach((total, project) => {
      if (total === null || members[project]!.size >= projects[project]!.capacity) return
      if (end < 0 || total < reached[end]!) end = project
    })
    if (end < 0 || (best === 'rank_maximal' && reached[end]! >= 0n)) return false
    for (let project = end; project >= 0;) {
      const { person, wish } = comes[project]!
      const from = place[person]!
      if (from >= 0) members[from]!.delete(person)
      members[project]!.add(person)
      place[person] = project
      rank[person] = wish
      project = from
    }
    return true
  }
}

function costsOf(best: WishesProblem['best'], people: number, ranks: number): bigint[] {
  const base = BigInt(people + 1)
  return Array.from({ length: ranks }, (_, rank) => {
    if (best === 'ranks') return BigInt(rank + 1)
    return best === 'generous' ? base ** BigInt(rank) : -(base ** BigInt(ranks - 1 - rank))
  })
}
