import { fork } from 'node:child_process'
import type { Run } from './one-run.ts'
import { alone, times, type Report } from './report.ts'

type Size = {
  names: string[]
  /** Seconds of the processor that one way of solving it may take. */
  limit: number
  target: string
  isMet: (run: Run, gap: number) => boolean
  /** Is the classic model worth trying? */
  oneShot: boolean
}

const proven =
  (seconds: number): Size['isMet'] =>
  (run) =>
    run.status === 'optimal' && alone(run) <= seconds

export const UP_TO_300: Size[] = [
  { names: names('24x6'), limit: 60, target: 'proven in 3 s', isMet: proven(3), oneShot: true },
  { names: names('80x16'), limit: 60, target: 'proven in 3 s', isMet: proven(3), oneShot: true },
  { names: names('300x60'), limit: 60, target: 'proven in 15 s, aim 5 s', isMet: proven(15), oneShot: true },
]
export const UP_TO_1000: Size[] = [
  {
    names: names('1000x200'),
    limit: 90,
    target: 'within 0.1 % of its own bound in 90 s and 500 MB, aim: proven in 45 s',
    isMet: (run, gap) => gap <= 0.001 && alone(run) <= 90 && run.megabytes <= 500,
    oneShot: true,
  },
]
export const LARGE: Size[] = [
  {
    names: ['new:10000x2000-s1'],
    limit: 600,
    target: 'within 1.5 % of its own bound in 10 minutes, aim 0.8 %',
    isMet: (run, gap) => gap <= 0.015,
    oneShot: false,
  },
]

/** One instance of the known family, and a fresh one. */
function names(size: string): string[] {
  return [`file:${size}-s1`, `new:${size}-s2`]
}

/** Each instance by the package and, in the same run, by one model of everything given to HiGHS as it is. */
export async function forming(report: Report, sizes: Size[]): Promise<void> {
  report.heading('Forming teams, beside the classic one-shot model')
  for (const { names: instances, limit, target, isMet, oneShot } of sizes) {
    for (const name of instances) {
      const run = await inProcess(name, 'essor', limit)
      const keeps = run.broken === 0 && run.family === run.objective
      report.target(keeps && isMet(run, gapOf(run)), name, told(run), target)
      if (!keeps) report.note(`${run.broken} rules broken; the family's own definition says ${run.family}`)
      if (!oneShot) continue
      const classic = await inProcess(name, 'one-shot', limit)
      const ratio = alone(run) / alone(classic)
      report.note(`one-shot: ${told(classic)}; Essor takes ${ratio.toFixed(2)} of its time`)
    }
  }
}

function gapOf({ objective, bound }: Run): number {
  if (objective === null || bound === null) return Infinity
  return Math.max(0, bound - objective) / Math.max(1, Math.abs(bound))
}

function told(run: Run): string {
  const gap = gapOf(run)
  const bound = gap === 0 ? '' : ` ≤ ${run.bound?.toFixed(1)} (${(100 * gap).toFixed(3)} %)`
  return `${run.status}, ${run.objective}${bound}, ${times(run)}, ${run.megabytes.toFixed(0)} MB`
}

function inProcess(name: string, way: string, limit: number): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('one-run.ts', import.meta.url), [name, way, String(limit)])
    let answered = false
    child.once('message', (run) => {
      answered = true
      resolve(run as Run)
    })
    child.once('error', reject)
    child.once('exit', (code) => answered || reject(new Error(`${name} ended with ${code} before it answered.`)))
  })
}
