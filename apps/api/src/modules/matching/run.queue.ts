import type { Deps } from '../../platform/deps.ts'
import type { JobQueue } from '../../platform/jobs/jobs.ts'
import type { RunFound } from './run.worker.ts'
import { keptOfRun, runStore } from './runs.repository.ts'
import { runQueuedSearch, workSearches, type SearchKind } from './searches/search.queue.ts'

export const matchingQueue = 'matching.run'

export const seasonRuns: SearchKind = {
  queue: matchingQueue,
  store: runStore,
  topic: 'season',
  event: 'matching.changed',
  worker: new URL('./run.worker.ts', import.meta.url),
  kept: (found) => keptOfRun(found as RunFound),
}

type Working = Pick<Deps, 'db' | 'now' | 'jobs'>

export const workMatching = (deps: Working, jobs: JobQueue): Promise<() => void> => workSearches(deps, jobs, seasonRuns)

export const runQueuedMatching = (deps: Working, runId: string, stopping?: AbortSignal): Promise<void> =>
  runQueuedSearch(deps, seasonRuns, runId, stopping)
