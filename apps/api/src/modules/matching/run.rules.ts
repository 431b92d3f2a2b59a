import type { MatchingRunStatus } from '@essor/contracts'
import { LARGEST_MEGABYTES, LARGEST_PEOPLE, megabytesFor } from '@essor/team-formation'
import { AppError } from '../../platform/errors.ts'

/** How a run goes on: `running` falls back to `queued` when its process stops in good order. */
const moves: Record<MatchingRunStatus, readonly MatchingRunStatus[]> = {
  queued: ['running', 'cancelled'],
  running: ['queued', 'done', 'failed', 'cancelled'],
  done: [],
  failed: [],
  cancelled: [],
}

export const runsBefore = (to: MatchingRunStatus): MatchingRunStatus[] =>
  (Object.keys(moves) as MatchingRunStatus[]).filter((from) => moves[from].includes(to))

/** A run is begun again once after a crash of its process; a second crash is likely its own doing. */
export const mostAttempts = 2
const leaseSeconds = 10

export const leaseFrom = (now: Date): Date => new Date(now.getTime() + leaseSeconds * 1000)

interface Finished<Draft> {
  status: MatchingRunStatus
  draft: Draft | null
}

/** Only a finished run that found teams can be changed by hand or published. */
export function assertHasTeams<Draft>(run: Finished<Draft>): asserts run is Finished<Draft> & { draft: Draft } {
  if (run.status !== 'done') throw new AppError('run_transition', `This run is ${run.status}: it has no teams yet.`)
  if (!run.draft) throw new AppError('run_transition', 'This run found no teams.')
}

/** Said before anything is read: what would not fit is not begun. */
export function assertFits(people: number, projects: number): void {
  const megabytes = megabytesFor(people, projects)
  if (people <= LARGEST_PEOPLE && megabytes <= LARGEST_MEGABYTES) return
  const size = `${people} people × ${projects} projects would take about ${megabytes} MB`
  const message = `${size}: one search may have ${LARGEST_PEOPLE} people and ${LARGEST_MEGABYTES} MB.`
  throw new AppError('search_too_large', message, [{ path: 'people', code: 'too_large', message }])
}
