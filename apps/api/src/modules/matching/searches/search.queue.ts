import type { Progress } from '@essor/team-formation'
import type { Db } from '../../../platform/db/connection.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { JobQueue } from '../../../platform/jobs/jobs.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { everyBeat } from './every-beat.ts'
import {
  claimSearch,
  endAttempt,
  findSearch,
  listRunning,
  moveSearch,
  renewLease,
  type Claimed,
  type SearchChange,
  type SearchStore,
} from './searches.repository.ts'
import { solveInThread } from './solve-in-thread.ts'

/** One kind of search for teams: those of a season, those of third parties. */
export interface SearchKind {
  queue: string
  store: SearchStore
  /** Who hears of it: the kind of topic that its owner's id makes. */
  topic: 'season' | 'person'
  event: string
  /** Solves the problem in a thread of its own, and leaves nothing large to do for the thread that serves everybody. */
  worker: URL
  /** What is kept of what the worker found. */
  kept(found: unknown): SearchChange
}

type Working = Pick<Deps, 'db' | 'now' | 'jobs'>

export const queueSearch = (
  db: Db,
  { jobs }: Pick<Deps, 'jobs'>,
  { queue }: SearchKind,
  searchId: string,
): Promise<void> => jobs.send(db, queue, { searchId }, { heartbeatSeconds: 30 })

/**
 * Searches in the background of this process. What it holds goes back to the queue when the process stops; what a process
 * held that was killed is looked at again as soon as its lease has run out.
 */
export async function workSearches(deps: Working, jobs: JobQueue, kind: SearchKind): Promise<() => void> {
  const stopping = new AbortController()
  await jobs.work(kind.queue, async ({ searchId, runId }) =>
    // Jobs that an earlier version queued say `runId`.
    runQueuedSearch(deps, kind, String(searchId ?? runId), stopping.signal),
  )
  for (const { id, leaseUntil } of await listRunning(deps.db, kind.store)) await lookAgain(deps, kind, id, leaseUntil)
  return () => stopping.abort()
}

const lookAgain = ({ db, jobs, now }: Working, { queue }: SearchKind, searchId: string, leaseUntil: Date | null) =>
  jobs.send(
    db,
    queue,
    { searchId },
    { heartbeatSeconds: 30, startAfter: new Date((leaseUntil ?? now()).getTime() + 1) },
  )

export async function runQueuedSearch(
  deps: Working,
  kind: SearchKind,
  searchId: string,
  stopping: AbortSignal = new AbortController().signal,
): Promise<void> {
  const { db, now } = deps
  // One moment for both questions: a lease that ends between two would make a search that may go on look given up.
  const at = now()
  const claimed = await claimSearch(db, kind.store, searchId, at)
  if (claimed) return attempt(deps, kind, claimed, stopping)
  const other = await findSearch(db, kind.store, searchId)
  if (other?.status !== 'running') return
  // Another process is at it, or died only now.
  if (other.leaseUntil && other.leaseUntil >= at) return lookAgain(deps, kind, searchId, other.leaseUntil)
  await db.transaction(async (tx) => {
    const moved = await moveSearch(tx, kind.store, searchId, 'failed', { failure: 'interrupted', endedAt: now() })
    if (moved) await tell(tx, `${kind.topic}:${String(other.ownerId)}`, kind.event, searchId)
  })
}

async function attempt({ db, now }: Working, kind: SearchKind, search: Claimed, stopping: AbortSignal): Promise<void> {
  const changed = (tx: Db = db) => tell(tx, `${kind.topic}:${search.ownerId}`, kind.event, search.id)
  const end = (change: SearchChange) =>
    db.transaction(async (tx) => {
      if (await endAttempt(tx, kind.store, search, change)) await changed(tx)
    })
  await changed()
  let progress: Progress | null = null
  let lost = false
  const solving = solveInThread(kind.worker, search.problem, (message) => (progress = message))
  const stop = () => void solving.end()
  stopping.addEventListener('abort', stop)
  if (stopping.aborted) stop()
  const beat = everyBeat(async () => {
    lost = !(await renewLease(db, kind.store, search, now(), progress))
    await (lost ? solving.end() : changed())
  })
  try {
    const found = await solving.found
    await end({ ...kind.kept(found), status: 'done', progress, endedAt: now() })
  } catch (error) {
    if (lost) return
    if (stopping.aborted) await end({ status: 'queued', attempt: search.attempt - 1 })
    else await end({ status: 'failed', failure: 'solver', endedAt: now() })
    throw error
  } finally {
    beat.stop()
    stopping.removeEventListener('abort', stop)
  }
}
