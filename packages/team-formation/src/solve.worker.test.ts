import { Worker } from 'node:worker_threads'
import { expect, it, vi } from 'vitest'
import { Problem, solve, type ProblemInput } from './index.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

const input: ProblemInput = {
  people: ['Ana', 'Ben', 'Cas', 'Dan'].map((id, index) => ({ id, preferences: index < 3 ? ['P', 'Q'] : ['Q', 'P'] })),
  projects: ['P', 'Q'].map((id) => ({ id, size: { min: 2, max: 2 } })),
}

/** Runs the task as a pool would: a thread that imports the file and calls its default export. */
function inThread(task: object): Promise<unknown> {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads')
    import(workerData.file).then((module) => module.default(workerData.task)).then(
      (answer) => parentPort.postMessage({ answer }),
      (error) => parentPort.postMessage({ error: String(error) }),
    )`
  const file = new URL('solve.worker.ts', import.meta.url).href
  return new Promise((resolve, reject) => {
    const worker = new Worker(code, { eval: true, workerData: { file, task } })
    worker.once('error', reject)
    worker.once('message', (message) => {
      resolve(message)
      void worker.terminate()
    })
  })
}

it('gives from a thread the same answer as on the spot', async () => {
  expect(await inThread({ problem: input })).toEqual({ answer: await solve(Problem.parse(input)) })
})

it('stops when the shared bytes say so', async () => {
  const stop = new SharedArrayBuffer(4)
  new Int32Array(stop)[0] = 1

  expect(await inThread({ problem: input, stop })).toMatchObject({ answer: { status: 'stopped', bound: null } })
})
