import type { Deps } from '../../../platform/deps.ts'
import type { JobQueue } from '../../../platform/jobs/jobs.ts'
import { runQueuedSearch, workSearches, type SearchKind } from '../searches/search.queue.ts'
import type { ProblemFound } from './solve-problem.worker.ts'
import { teamProblems } from './team-problems.table.ts'

export const teamProblemQueue = 'matching.problem'

export const postedProblems: SearchKind = {
  queue: teamProblemQueue,
  store: { table: teamProblems, owner: teamProblems.askedBy, problem: teamProblems.problem },
  topic: 'person',
  event: 'team_problem.changed',
  worker: new URL('./solve-problem.worker.ts', import.meta.url),
  kept: (found) => ({ ...(found as ProblemFound) }),
}

type Working = Pick<Deps, 'db' | 'now' | 'jobs'>

export const workTeamProblems = (deps: Working, jobs: JobQueue): Promise<() => void> =>
  workSearches(deps, jobs, postedProblems)

export const runQueuedTeamProblem = (deps: Working, problemId: string): Promise<void> =>
  runQueuedSearch(deps, postedProblems, problemId)
