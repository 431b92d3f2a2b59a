import { checkSharing, checkWishes, evaluateShares, placeByWishes, shareOut } from '../src/index.ts'
import { randomFrom } from '../src/random.ts'
import { alone, timed, times, type Report } from './report.ts'

export async function sharingOut(report: Report): Promise<void> {
  report.heading('Sharing out: 1000 files × 200 people × 3, 15 % of the pairs in conflict, bids on as many')
  const random = randomFrom(1)
  const people = Array.from({ length: 200 }, (_, index) => ({ id: `n${index}` }))
  const items = Array.from({ length: 1000 }, (_, index) => ({ id: `F${index}`, demand: 3 }))
  const conflicts: [string, string][] = []
  const bids: { person: string; item: string; value: number }[] = []
  for (const { id: person } of people) {
    for (const { id: item } of items) {
      const at = random()
      if (at < 0.15) conflicts.push([person, item])
      else if (at < 0.3) bids.push({ person, item, value: Math.floor(random() * 5) - 1 })
    }
  }
  for (const first of ['balance', 'affinity'] as const) {
    const checked = checkSharing({ people, items, conflicts, bids, first })
    if (!checked.ok) throw new Error(JSON.stringify(checked.errors[0]))
    const run = await timed(() => shareOut(checked.problem))
    const { status, objective, shares } = run.result
    const { loads, broken } = evaluateShares(checked.problem, shares)
    const all = loads.map(({ load }) => load)
    const [least, most] = [Math.min(...all), Math.max(...all)]
    const sound = status === 'optimal' && broken.length === 0 && alone(run) < 10
    const even = first === 'affinity' || most - least <= 1
    const found = `${status}, loads ${least} to ${most}, affinity ${objective.affinity}, ${times(run)}`
    const target = first === 'balance' ? 'optimal in 10 s, loads differ by at most one' : 'optimal in 10 s'
    report.target(sound && even, `${first} first`, found, target)
  }
}

export async function wishes(report: Report): Promise<void> {
  report.heading('Wishes only: 60 people rank 60 places')
  const random = randomFrom(2)
  const ids = Array.from({ length: 60 }, (_, index) => `P${index}`)
  const people = ids.map((_, index) => ({
    id: `n${index}`,
    preferences: ids
      .map((id) => ({ id, worth: random() * random() }))
      .toSorted((a, b) => a.worth - b.worth)
      .map(({ id }) => id),
  }))
  for (const best of ['ranks', 'generous', 'rank_maximal'] as const) {
    const checked = checkWishes({ people, projects: ids.map((id) => ({ id, capacity: 1 })), best })
    if (!checked.ok) throw new Error(JSON.stringify(checked.errors[0]))
    const run = await timed(() => placeByWishes(checked.problem))
    const { leftOut, ranks, profile } = run.result
    const last = profile.findLastIndex((count) => count > 0) + 1
    const found = `${60 - leftOut.length} placed, ranks ${ranks} in all, ${profile[0]} first wishes, last ${last}, ${times(run)}`
    report.target(alone(run) <= 2, best, found, 'exact in 2 s')
  }
}
