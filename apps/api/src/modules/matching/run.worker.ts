import type { MessagePort } from 'node:worker_threads'
import type { ProblemInput } from '@essor/team-formation'
import solveTask from '@essor/team-formation/worker'
import { draftFrom } from './draft.rules.ts'

interface RunTask {
  /** As text: reading and writing what thousands of people make takes a while. */
  problem: string
  timeLimitSeconds: number
  progress: MessagePort
}

export interface RunFound {
  answer: string
  draft: string | null
}

export default async function solveRun({ problem, ...options }: RunTask): Promise<RunFound> {
  const answer = await solveTask({ ...options, problem: JSON.parse(problem) as ProblemInput })
  const draft = draftFrom(answer)
  return { answer: JSON.stringify(answer), draft: draft && JSON.stringify(draft) }
}
