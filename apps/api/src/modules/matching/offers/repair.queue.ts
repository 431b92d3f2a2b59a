import { Piscina } from 'piscina'
import type { Deps } from '../../../platform/deps.ts'
import { essor } from '../../../platform/deps.ts'
import type { JobQueue } from '../../../platform/jobs/jobs.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { lockSeason } from '../../seasons/index.ts'
import { leaseFrom } from '../run.rules.ts'
import { everyBeat } from '../searches/every-beat.ts'
import type { RepairTask, StoredOption } from './repair.rules.ts'
import { claimRepair, findRepair, updateRepair, writeAttempt, type TeamRepairRow } from './repairs.repository.ts'
import { askRepairIfNeeded, repairQueue } from './repairs.service.ts'
import { readRepairTask, readStanding } from './standing.service.ts'

type Working = Pick<Deps, 'db' | 'now' | 'jobs'>

/** Looks for repairs in the background of this process; what it is at when it stops is taken up again by the next one. */
export const workRepairs = (deps: Working, jobs: JobQueue): Promise<void> =>
  jobs.work(repairQueue, async ({ repairId }) => runQueuedRepair(deps, String(repairId)))

/** Throws when the search is another process's still, so that the queue asks again later. */
export async function runQueuedRepair(deps: Working, repairId: string): Promise<void> {
  const { db, now } = deps
  const at = now()
  const held = await claimRepair(db, repairId, at)
  if (held) return attempt(deps, held)
  const other = await findRepair(db, repairId)
  if (other?.status !== 'running') return
  if (other.leaseUntil && other.leaseUntil >= at) throw new Error(`Team repair ${repairId} is still worked on.`)
  await db.transaction(async (tx) => {
    await updateRepair(tx, repairId, { status: 'failed', endedAt: now() })
    await tell(tx, `season:${other.seasonId}`, 'repair.changed', repairId)
  })
}

async function attempt(deps: Working, held: TeamRepairRow): Promise<void> {
  const { db, now } = deps
  await tell(db, `season:${held.seasonId}`, 'repair.changed', held.id)
  const read = await readRepairTask(db, held.seasonId)
  if (!read) return end(deps, held, { status: 'failed' })
  const { task, ...standing } = read
  const beat = everyBeat(async () => {
    await writeAttempt(db, held, { leaseUntil: leaseFrom(now()) })
  })
  try {
    const options = await proposeInThread({ ...task, weight: held.weight })
    await end(deps, held, { status: 'done', options, ...standing })
  } catch (error) {
    await end(deps, held, { status: 'failed', ...standing })
    throw error
  } finally {
    beat.stop()
  }
}

/** If someone moved or came meanwhile, the search begins anew. The season is held, so that whoever is just moving is seen to have moved. */
async function end(
  deps: Working,
  held: TeamRepairRow,
  change: Pick<TeamRepairRow, 'status'> & Partial<TeamRepairRow>,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await lockSeason(tx, held.seasonId)
    if (!(await writeAttempt(tx, held, { ...change, endedAt: deps.now(), leaseUntil: null }))) return
    await tell(tx, `season:${held.seasonId}`, 'repair.changed', held.id)
    if (change.status !== 'done') return
    const { basis } = await readStanding(tx, held.seasonId)
    if (basis !== change.basis) await askRepairIfNeeded({ ...deps, db: tx, actor: essor }, held.seasonId)
  })
}

/** One thread for one proposal, ended with it. */
async function proposeInThread(task: RepairTask): Promise<StoredOption[]> {
  const filename = new URL('./repair.worker.ts', import.meta.url).href
  const pool = new Piscina({ filename, minThreads: 1, maxThreads: 1 })
  try {
    return (await pool.run(task)) as StoredOption[]
  } finally {
    await pool.destroy()
  }
}
