// npm run bench:matching            everything up to 1000 × 200, then sharing out, wishes, repair and what-if
// npm run bench:matching -- large   10 000 × 2000, ten minutes
import { fork } from 'node:child_process'
import { randomFrom } from '../src/random.ts'
import {
  checkSharing,
  checkWishes,
  evaluateShares,
  placeByWishes,
  repairFrontier,
  shareOut,
  solve,
  whatIf,
} from '../src/index.ts'
import { instanceOf, problemOf, type Run } from './one-run.ts'

const large = process.argv.includes('large')
const runs: { name: string; limit: number; oneShot: boolean }[] = large
  ? [{ name: 'new:10000x2000-s1', limit: 600, oneShot: false }]
  : [
      { name: 'file:24x6-s1', limit: 60, oneShot: true },
      { name: 'new:24x6-s2', limit: 60, oneShot: true },
      { name: 'file:80x16-s1', limit: 60, oneShot: true },
      { name: 'new:80x16-s2', limit: 60, oneShot: true },
      { name: 'file:300x60-s1', limit: 60, oneShot: true },
      { name: 'new:300x60-s2', limit: 60, oneShot: true },
      { name: 'file:1000x200-s1', limit: 90, oneShot: true },
      { name: 'new:1000x200-s2', limit: 90, oneShot: true },
    ]

console.log('instance              way        status    objective     bound      gap   seconds   cpu s     MB  broken')
for (const { name, limit, oneShot } of runs) {
  for (const way of oneShot ? ['essor', 'one-shot'] : ['essor']) {
    const run = await inProcess(name, way, limit)
    const gap =
      run.bound === null || run.objective === null
        ? ''
        : `${((100 * Math.max(0, run.bound - run.objective)) / Math.abs(run.bound)).toFixed(3)} %`
    const same = run.family === run.objective ? '' : `  the family says ${run.family}`
    const cells = [
      name.padEnd(22),
      way.padEnd(10),
      run.status.padEnd(9),
      String(run.objective).padStart(9),
      (run.bound?.toFixed(1) ?? '').padStart(10),
      gap.padStart(8),
      run.seconds.toFixed(1).padStart(9),
      run.cpuSeconds.toFixed(1).padStart(7),
      run.megabytes.toFixed(0).padStart(7),
      String(run.broken).padStart(7),
    ]
    console.log(cells.join(' ') + same)
  }
}
if (!large) {
  sharingOut()
  wishes()
  await repairs()
}

function inProcess(name: string, way: string, limit: number): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('one-run.ts', import.meta.url), [name, way, String(limit)])
    child.once('message', (run) => resolve(run as Run))
    child.once('error', reject)
    child.once('exit', (code) => code !== 0 && reject(new Error(`${name} ended with ${code}.`)))
  })
}

function sharingOut(): void {
  const random = randomFrom(1)
  const people = Array.from({ length: 200 }, (_, index) => ({ id: `n${index}` }))
  const items = Array.from({ length: 1000 }, (_, index) => ({ id: `F${index}`, demand: 3 }))
  const conflicts: [string, string][] = []
  const bids: { person: string; item: string; value: number }[] = []
  for (const { id: person } of people) {
    for (const { id: item } of items) {
      const drawn = random()
      if (drawn < 0.15) conflicts.push([person, item])
      else if (drawn < 0.3) bids.push({ person, item, value: Math.floor(random() * 5) - 1 })
    }
  }
  const checked = checkSharing({ people, items, conflicts, bids })
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors[0]))
  const began = performance.now()
  const { status, objective, shares } = shareOut(checked.problem)
  const seconds = (performance.now() - began) / 1000
  const { loads, broken } = evaluateShares(checked.problem, shares)
  const all = loads.map(({ load }) => load)
  console.log(
    `\nsharing out 1000 files × 200 people × 3: ${status}, ${seconds.toFixed(2)} s, loads ${Math.min(...all)} to ${Math.max(...all)}, affinity ${objective.affinity}, broken ${broken.length}`,
  )
}

function wishes(): void {
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
    const began = performance.now()
    const { leftOut, ranks, profile } = placeByWishes(checked.problem)
    const seconds = (performance.now() - began) / 1000
    const line = `${60 - leftOut.length} placed, ranks ${ranks}, profile ${profile.slice(0, 8).join(' ')} …`
    console.log(`wishes only 60 × 60, ${best}: ${line}, ${seconds.toFixed(2)} s`)
  }
}

async function repairs(): Promise<void> {
  const problem = problemOf(instanceOf('file:80x16-s1'))
  const { teams } = await solve(problem)
  const random = randomFrom(8)
  const left = problem.people.filter(() => random() < 0.08).map(({ id }) => id)
  console.log(`\nrepair at 80 × 16 when ${left.length} people drop out`)
  for (const point of await repairFrontier(problem, teams, { left })) {
    console.log(
      `  penalty ${point.penalty ?? 'nobody moves'}: objective ${point.objective}, ${point.moved} moved (${point.status})`,
    )
  }
  const big = problemOf(instanceOf('file:300x60-s1'))
  const some = big.projects.map(({ id }, at) => ({
    project: id,
    people: big.people.slice(at * 5, at * 5 + 5).map((one) => one.id),
  }))
  const began = performance.now()
  for (let move = 0; move < 60; move++)
    whatIf(big, some, { person: big.people[move]!.id, to: big.projects[59 - move]!.id })
  console.log(`\nwhat-if at 300 people: ${((performance.now() - began) / 60).toFixed(2)} ms a move`)
}
