import { reportRepeats } from '../problem.rules.ts'

type Read = {
  items: { id: string; topics: string[] }[]
  people: { id: string; topics: string[] }[]
  conflicts: [string, string][]
  bids: { person: string; item: string }[]
  fixed: [string, string][]
}

/** What the shape alone cannot refuse. */
export function reportSharingMistakes(
  problem: Read,
  report: (path: (string | number)[], code: string, message: string) => void,
): void {
  const known = {
    people: new Set(problem.people.map(({ id }) => id)),
    items: new Set(problem.items.map(({ id }) => id)),
  }
  for (const list of ['people', 'items'] as const) {
    reportRepeats(
      problem[list].map(({ id }) => id),
      (index, id) => report([list, index, 'id'], 'duplicate', `The id "${id}" is there twice.`),
    )
    problem[list].forEach(({ id, topics }, at) =>
      reportRepeats(topics, (index, topic) =>
        report([list, at, 'topics', index], 'duplicate', `"${id}" has the topic "${topic}" twice.`),
      ),
    )
  }
  const mustExist = (path: (string | number)[], person: string, item: string): void => {
    if (!known.people.has(person)) report(path, 'unknown_person', `"${person}" is not among the people.`)
    if (!known.items.has(item)) report(path, 'unknown_item', `"${item}" is not among the items.`)
  }
  const key = (person: string, item: string): string => JSON.stringify([person, item])
  const conflicts = new Set(problem.conflicts.map(([person, item]) => key(person, item)))
  problem.conflicts.forEach(([person, item], index) => mustExist(['conflicts', index], person, item))
  problem.fixed.forEach(([person, item], index) => {
    mustExist(['fixed', index], person, item)
    if (conflicts.has(key(person, item))) {
      report(['fixed', index], 'fixed_conflict', `"${person}" has "${item}" already, and is in conflict with it.`)
    }
  })
  reportRepeats(
    problem.fixed.map(([person, item]) => key(person, item)),
    (index) => report(['fixed', index], 'duplicate', `${problem.fixed[index]!.join(' has ')} already: said twice.`),
  )
  problem.bids.forEach(({ person, item }, index) => mustExist(['bids', index], person, item))
  reportRepeats(
    problem.bids.map(({ person, item }) => key(person, item)),
    (index) => {
      const { person, item } = problem.bids[index]!
      report(['bids', index], 'duplicate', `"${person}" bids twice for "${item}".`)
    },
  )
}
