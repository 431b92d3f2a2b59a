import { once } from 'node:events'
import { MessageChannel, Worker } from 'node:worker_threads'
import { checkProblem, solve, whatIf, type Answer } from '../src/index.ts'
import { instanceOf, problemOf } from './one-run.ts'
import { alone, timed, times, type Report } from './report.ts'

export async function whatIfs(report: Report): Promise<void> {
  report.heading('What-if: the cost of one move')
  const problem = problemOf(instanceOf('file:300x60-s1'))
  const teams = problem.projects.map(({ id }, at) => ({
    project: id,
    people: problem.people.slice(at * 5, at * 5 + 5).map((one) => one.id),
  }))
  const moves = problem.people.map(({ id }, at) => ({ person: id, to: problem.projects[at % 60]!.id }))
  const run = await timed(() => {
    for (const move of moves) whatIf(problem, teams, move)
  })
  const milliseconds = (1000 * alone(run)) / moves.length
  report.target(milliseconds < 20, '300 people × 60', `${milliseconds.toFixed(2)} ms a move`, 'under 20 ms')
}

/** From the moment of being told to the answer, in each stretch of a solve. */
export async function stopping(report: Report): Promise<void> {
  report.heading('Stopping and repeating')
  const problem = problemOf(instanceOf('file:300x60-s1'))
  const whole = await stopped(problem, null)
  for (const part of [0.05, 0.2, 0.4, 0.6, 0.8, 0.95]) {
    const { status, waited } = await stopped(problem, whole.seconds * part)
    const found = `${status}, ${(1000 * waited.seconds).toFixed(0)} ms (processor ${(1000 * waited.cpuSeconds).toFixed(0)} ms)`
    report.target(alone(waited) <= 0.2, `300 × 60 told to stop ${100 * part} % on its way`, found, 'within 200 ms')
  }
  const small = problemOf(instanceOf('file:80x16-s1'))
  const [first, second] = [await solve(small), await solve(small)]
  const same = JSON.stringify(first) === JSON.stringify(second)
  report.target(same, '80 × 16 twice', same ? 'the same answer' : 'two answers', 'the same for a seed')
}

/** `after` so many seconds of solving, or never. */
async function stopped(problem: object, after: number | null) {
  const { port1: told, port2: progress } = new MessageChannel()
  const stop = new SharedArrayBuffer(4)
  const code = `
    const { parentPort, workerData } = require('node:worker_threads')
    import(workerData.file).then((module) => module.default(workerData.task)).then((answer) => parentPort.postMessage(answer))`
  const workerData = {
    file: new URL('../src/solve.worker.ts', import.meta.url).href,
    task: { problem, stop, progress },
  }
  const worker = new Worker(code, { eval: true, workerData, transferList: [progress] })
  const answered = new Promise<Answer>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  await once(told, 'message')
  const began = performance.now()
  if (after !== null) await new Promise((resolve) => setTimeout(resolve, after * 1000))
  const waited = await timed(() => {
    if (after !== null) Atomics.store(new Int32Array(stop), 0, 1)
    return answered
  })
  await worker.terminate()
  return { status: waited.result.status, waited, seconds: (performance.now() - began) / 1000 }
}

export async function badInput(report: Report): Promise<void> {
  report.heading('Bad input')
  const people = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `n${index}` }))
  const project = { id: 'P', size: { min: 3, max: 5 } }
  const inputs: [string, unknown][] = [
    ['100 000 people', { people: people(100_000), projects: [project] }],
    [
      '20 000 people × 5000 projects',
      {
        people: people(20_000),
        projects: Array.from({ length: 5000 }, (_, index) => ({ ...project, id: `P${index}` })),
      },
    ],
    ['unknown ids', { people: people(3), projects: [project], locked: [['nobody', 'P']], together: [['n1', 'x']] }],
    ['a negative size', { people: people(3), projects: [{ id: 'P', size: { min: -1, max: 2 } }] }],
    ['people twice', { people: [...people(300), ...people(300)], projects: [project] }],
    ['a wish for a project that is not there', { people: [{ id: 'n', preferences: ['Q'] }], projects: [project] }],
    ['no object at all', 'nonsense'],
  ]
  for (const [what, input] of inputs) {
    const run = await timed(() => checkProblem(input))
    const { result: checked } = run
    const said = checked.ok ? 'accepted' : checked.errors[0]!.message
    report.target(!checked.ok && alone(run) < 1, what, `“${said}”, ${times(run)}`, 'refused in a second')
  }
}
