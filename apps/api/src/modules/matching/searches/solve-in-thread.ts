import { MessageChannel } from 'node:worker_threads'
import type { Progress } from '@essor/team-formation'
import { Piscina } from 'piscina'

/** How long one search may take; an explanation of why it is impossible may take a little longer. */
const timeLimitSeconds = 60

export interface Solving {
  found: Promise<unknown>
  /** Ends the thread now; `found` is then refused. */
  end(): Promise<void>
}

/** One thread for one solve, ended with it: the solver keeps its memory until its thread ends. */
export function solveInThread(worker: URL, problem: unknown, onProgress: (progress: Progress) => void): Solving {
  const pool = new Piscina({ filename: worker.href, minThreads: 1, maxThreads: 1 })
  const { port1, port2 } = new MessageChannel()
  port1.on('message', onProgress)
  const end = async () => {
    port1.close()
    await pool.destroy()
  }
  const task = { problem, timeLimitSeconds, progress: port2 }
  const found: Promise<unknown> = pool.run(task, { transferList: [port2] })
  return { found: found.finally(end), end }
}
