import { repair, repairFrontier, solve } from '../src/index.ts'
import { randomFrom } from '../src/random.ts'
import { instanceOf, problemOf } from './one-run.ts'
import { timed, times, type Report } from './report.ts'

const DRAWS = 10
const FEW = 10

/** 8 % of 80 × 16 drop out, by ten draws: the whole frontier of the first, and what a penalty of 1 comes to in each. */
export async function repairs(report: Report): Promise<void> {
  report.heading('Repair: 8 % of the people of 80 × 16 drop out (6 people, drawn by a seed)')
  const problem = problemOf(instanceOf('file:80x16-s1'))
  const { teams } = await solve(problem)
  const ids = problem.people.map(({ id }) => id)
  const draws = Array.from({ length: DRAWS }, (_, at) => drawn(ids, Math.round(ids.length * 0.08), at + 1))

  const frontier = await timed(() => repairFrontier(problem, teams, { left: draws[0]! }))
  const { points, complete } = frontier.result
  for (const { objective, moved, penalties } of points) {
    const { above, below } = penalties ?? { above: null, below: null }
    const when =
      above === null ? 'at no penalty' : below === null ? `penalty above ${above}` : `penalty ${above} to ${below}`
    report.note(`${String(moved).padStart(2)} moved: ${objective} (${when})`)
  }
  report.target(complete, 'draw 1: the frontier', `${points.length} points in ${times(frontier)}`, 'all, each proven')

  const atOne: number[] = []
  const atBest: number[] = []
  let unproven = 0
  for (const [at, left] of draws.entries()) {
    const most = at === 0 ? { ...points[0]!, spared: points[0]!.moved } : await tried(left, 0.01)
    const one = await tried(left, 1)
    if (one.status !== 'optimal' || most.status !== 'optimal') unproven += 1
    atOne.push(one.spared)
    atBest.push(most.spared)
    const gives = one.objective === most.objective ? 'nothing' : `${most.objective! - one.objective!} points`
    const cheapest = `best ${most.objective} with at least ${most.spared} moved`
    if (at === 0) report.target(one.spared <= FEW, 'draw 1, penalty 1', `${one.spared} move`, `at most ${FEW} move`)
    report.note(
      `draw ${at + 1}: ${cheapest}; penalty 1: ${one.objective} with ${one.spared} moved, which gives up ${gives}`,
    )
  }
  const few = atOne.filter((moved) => moved <= FEW).length
  report.note(`moved at penalty 1: ${inOrder(atOne)}; at most ${FEW} in ${few} of ${DRAWS} draws`)
  report.note(`fewest moved for the best objective: ${inOrder(atBest)}`)
  report.target(
    unproven === 0,
    'all draws: nobody is moved without need',
    `${DRAWS - unproven} of ${DRAWS} proven`,
    'at penalty 1 no answer is as good and moves fewer',
  )

  async function tried(left: string[], penalty: number) {
    const { objective, spared, answer } = await repair(problem, teams, { left }, { penalty })
    return { objective, spared, status: answer.status }
  }
}

function drawn(ids: string[], count: number, seed: number): string[] {
  const random = randomFrom(seed)
  const left = [...ids]
  for (let last = left.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[left[last], left[other]] = [left[other]!, left[last]!]
  }
  return left.slice(0, count)
}

function inOrder(counts: number[]): string {
  return counts.toSorted((a, b) => a - b).join(' ')
}
