import { createRequire } from 'node:module'
import { MessageChannel } from 'node:worker_threads'
import type { Answer, Problem, Progress } from '@essor/team-formation'
import { Piscina } from 'piscina'

const worker = createRequire(import.meta.url).resolve('@essor/team-formation/worker')

/** How long one search may take; an explanation of why it is impossible may take a little longer. */
const timeLimitSeconds = 60

export interface Solving {
  answer: Promise<Answer>
  /** Ends the thread now; `answer` is then refused. */
  end(): Promise<void>
}

/** One thread for one solve, ended with it: the solver keeps its memory until its thread ends. */
export function solveInThread(problem: Problem, onProgress: (progress: Progress) => void): Solving {
  const pool = new Piscina({ filename: worker, minThreads: 1, maxThreads: 1 })
  const { port1, port2 } = new MessageChannel()
  port1.on('message', onProgress)
  const end = async () => {
    port1.close()
    await pool.destroy()
  }
  const task = { problem, timeLimitSeconds, progress: port2 }
  const answer = pool.run(task, { transferList: [port2] }) as Promise<Answer>
  return { answer: answer.finally(end), end }
}
