import type { Progress } from '@essor/team-formation'
import type { Deps } from '../../platform/deps.ts'
import type { JobQueue } from '../../platform/jobs/jobs.ts'
import { tell } from '../../platform/realtime/live.ts'
import { draftFrom } from './draft.rules.ts'
import { claimRun, endAttempt, findRun, moveRun, renewLease, type Run } from './runs.repository.ts'
import { solveInThread } from './solve-in-thread.ts'

export const matchingQueue = 'matching.run'

type Working = Pick<Deps, 'db' | 'now'>

/** How often a run under way says how far it is, and looks whether it was cancelled. */
const beatMs = 1000

/** Searches for teams in the background of this process. What it holds goes back to the queue when the process stops. */
export async function workMatching(deps: Working, jobs: JobQueue): Promise<() => void> {
  const stopping = new AbortController()
  await jobs.work(matchingQueue, async ({ runId }) => runQueuedMatching(deps, String(runId), stopping.signal))
  return () => stopping.abort()
}

/** Throws when the run is another process's still, so that the queue asks again later. */
export async function runQueuedMatching(
  { db, now }: Working,
  runId: string,
  stopping: AbortSignal = new AbortController().signal,
): Promise<void> {
  const run = await claimRun(db, runId, now())
  if (run) return attempt({ db, now }, run, stopping)
  const other = await findRun(db, runId)
  if (other?.status !== 'running') return
  if (other.leaseUntil && other.leaseUntil >= now()) throw new Error(`Matching run ${runId} is still worked on.`)
  await db.transaction(async (tx) => {
    await moveRun(tx, runId, 'failed', { failure: 'interrupted', endedAt: now() })
    await tell(tx, `season:${other.seasonId}`, 'matching.changed', runId)
  })
}

async function attempt({ db, now }: Working, run: Run, stopping: AbortSignal): Promise<void> {
  const changed = () => tell(db, `season:${run.seasonId}`, 'matching.changed', run.id)
  const end = (change: Parameters<typeof endAttempt>[2]) =>
    db.transaction(async (tx) => {
      if (await endAttempt(tx, run, change)) await tell(tx, `season:${run.seasonId}`, 'matching.changed', run.id)
    })
  await changed()
  let progress: Progress | null = null
  let lost = false
  const solving = solveInThread(run.problem, (message) => (progress = message))
  const stop = () => void solving.end()
  stopping.addEventListener('abort', stop)
  if (stopping.aborted) stop()
  const beat = everyBeat(async () => {
    lost = !(await renewLease(db, run, now(), progress))
    await (lost ? solving.end() : changed())
  })
  try {
    const answer = await solving.answer
    await end({ status: 'done', answer, progress, draft: draftFrom(answer), endedAt: now() })
  } catch (error) {
    if (lost) return
    if (stopping.aborted) await end({ status: 'queued', attempt: run.attempt - 1 })
    else await end({ status: 'failed', failure: 'solver', endedAt: now() })
    throw error
  } finally {
    beat.stop()
    stopping.removeEventListener('abort', stop)
  }
}

/** One beat after the other; a database that is away for a moment is tried again at the next. */
export function everyBeat(beat: () => Promise<void>): { stop(): void } {
  let under = false
  const timer = setInterval(() => {
    if (under) return
    under = true
    void beat()
      .catch(() => undefined)
      .finally(() => (under = false))
  }, beatMs)
  return { stop: () => clearInterval(timer) }
}
