import { randomFrom } from '../src/random.ts'
import type { Instance } from './instance.ts'

/** A fresh instance of the family of `tf-*.json`: as many seats as people, two sites, two origins, twelve skills. */
export function generate(people: number, projects: number, seed: number): Instance {
  const random = randomFrom(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!
  const distinct = (count: number, limit: number): number[] => {
    const found = new Set<number>()
    while (found.size < Math.min(count, limit)) found.add(below(limit))
    return [...found]
  }
  const instance: Instance = {
    name: `tf-${people}x${projects}-s${seed}`,
    weights: { rank: [10, 8, 6, 4, 2], unassigned: 30, uncovered: 12, mix: 25, day: 1, closed: 40 },
    projects: Array.from({ length: projects }, (_, index) => ({
      id: `P${index}`,
      site: pick(['ANY', 'ANY', 'S1', 'S1', 'S2']),
      min: 3,
      max: 5,
      req: distinct(3, 12).map((skill) => ({ skill, level: 2 + below(2) })),
      days: 20 + below(26),
    })),
    people: [],
    together: [],
    apart: [],
    locks: [],
  }
  instance.people = Array.from({ length: people }, (_, index) => {
    const site = pick(['S1', 'S1', 'S1', 'S2', 'S2', 'S2', 'REMOTE'])
    const open = distinct(Math.min(40, projects), projects).filter((p) =>
      ['ANY', site].includes(instance.projects[p]!.site),
    )
    return {
      id: `U${index}`,
      origin: pick(['A', 'B']),
      site,
      days: pick([2, 5, 8, 10, 15, 15, 20]),
      skills: Object.fromEntries(distinct(1 + below(3), 12).map((skill) => [String(skill), 1 + below(4)])),
      prefs: open.slice(0, 5),
    }
  })
  const free = distinct(Math.ceil(people / 10), people)
  for (let pair = 0; pair + 1 < free.length; pair += 4) {
    const [a, b, c, d] = free.slice(pair, pair + 4)
    if (instance.people[a!]!.site === instance.people[b!]!.site) instance.together.push([a!, b!])
    if (c !== undefined && d !== undefined) instance.apart.push([c, d])
  }
  return instance
}
