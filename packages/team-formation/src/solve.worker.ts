import type { MessagePort } from 'node:worker_threads'
import type { Answer } from './answer.ts'
import { Problem, type ProblemInput } from './problem.ts'
import { solve } from './solve.ts'

export type SolveTask = {
  problem: ProblemInput
  timeLimitSeconds?: number
  /** Four shared bytes: anything but 0 in them asks the solve to stop and answer with what it has. */
  stop?: SharedArrayBuffer
  /** Receives `Progress` messages; belongs in the transfer list. */
  progress?: MessagePort
}

/** One solve, in a worker thread that should be ended afterwards: the solver's memory is never given back. */
export default async function solveTask({ problem, timeLimitSeconds, stop, progress }: SolveTask): Promise<Answer> {
  const flag = stop && new Int32Array(stop)
  try {
    return await solve(Problem.parse(problem), {
      ...(timeLimitSeconds !== undefined && { timeLimitSeconds }),
      ...(flag && {
        signal: {
          get aborted() {
            return Atomics.load(flag, 0) !== 0
          },
        },
      }),
      ...(progress && { onProgress: (message) => progress.postMessage(message) }),
    })
  } finally {
    progress?.close()
  }
}
