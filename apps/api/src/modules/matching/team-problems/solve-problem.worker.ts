import type { MessagePort } from 'node:worker_threads'
import { evaluate, type Answer } from '@essor/team-formation'
import solveTask from '@essor/team-formation/worker'
import { pack, unpackProblem } from './packing.ts'

interface ProblemTask {
  problem: Uint8Array
  timeLimitSeconds: number
  progress: MessagePort
}

export interface ProblemFound {
  answer: Pick<Answer, 'status' | 'objective' | 'bound' | 'gap'>
  packedAnswer: Uint8Array
}

export default async function solveProblem({ problem: packed, ...options }: ProblemTask): Promise<ProblemFound> {
  const problem = unpackProblem(packed)
  const answer = await solveTask({ ...options, problem })
  const { status, objective, bound, gap } = answer
  return { answer: { status, objective, bound, gap }, packedAnswer: pack({ ...answer, check: checkOf(answer) }) }

  /** What the independent checker says of the teams. It shares nothing with the solver. */
  function checkOf({ teams, objective: found }: Answer) {
    if (found === null) return null
    const { objective: recomputed, broken } = evaluate(problem, teams)
    return { valid: broken.length === 0, objective: recomputed, broken }
  }
}
