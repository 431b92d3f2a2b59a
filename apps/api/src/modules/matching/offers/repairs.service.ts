import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findSeason } from '../../seasons/index.ts'
import { listAllProjects, listRunPeople } from '../pool.repository.ts'
import { findPublishedRun } from '../runs.repository.ts'
import { assertSeasonRuns } from './offer.rules.ts'
import type { StoredOption } from './repair.rules.ts'
import { findRepair, findRepairUnderWay, insertRepair, listRepairs, type TeamRepairRow } from './repairs.repository.ts'
import { readStanding, type Standing } from './standing.service.ts'

export const repairQueue = 'matching.repair'

type Asking = Pick<Deps, 'db' | 'jobs' | 'actor'>

/** Asked for by hand. Where a search is under way already, that one is the answer. */
export async function askRepair(deps: Asking, seasonId: string, weight: number | null) {
  const repairId = await deps.db.transaction(async (tx) => {
    const season = (await findSeason(tx, seasonId))!
    if (!(await findPublishedRun(tx, seasonId)))
      throw new AppError('teams_not_published', 'There are no published teams to mend.')
    assertSeasonRuns(season)
    const made = await queueRepair({ ...deps, db: tx }, seasonId, { weight, askedBy: deps.actor.personId })
    if (!made) return (await findRepairUnderWay(tx, seasonId))?.id
    await audit(
      { db: tx, actor: deps.actor },
      { action: 'repair.asked', subject: ['team_repair', made], delegationId: season.delegationId },
    )
    return made
  })
  // The one that was under way has ended in between.
  if (!repairId) return askRepair(deps, seasonId, weight)
  return readRepair(deps, repairId)
}

/** By itself, as soon as a place is free: organisers find a proposal when they come to look. */
export async function askRepairIfNeeded({ db, jobs }: Asking, seasonId: string): Promise<void> {
  if (!(await findPublishedRun(db, seasonId))) return
  await queueRepair({ db, jobs }, seasonId, { weight: null, askedBy: null })
}

async function queueRepair(
  { db, jobs }: Pick<Deps, 'db' | 'jobs'>,
  seasonId: string,
  asked: { weight: number | null; askedBy: string | null },
): Promise<string | undefined> {
  const row = await insertRepair(db, { seasonId, ...asked })
  if (!row) return undefined
  await jobs.send(db, repairQueue, { repairId: row.id }, { heartbeatSeconds: 30 })
  await tell(db, `season:${seasonId}`, 'repair.changed', row.id)
  return row.id
}

export async function listSeasonRepairs({ db }: Pick<Deps, 'db'>, seasonId: string, page: PageOf) {
  const { fingerprint } = await readStanding(db, seasonId)
  const found = await listRepairs(db, seasonId, page)
  return { ...found, items: found.items.map((row) => ({ ...row, ...seen(row, fingerprint) })) }
}

interface Seen {
  status: string
  fingerprint: string
  askedBy: string | null
}

const seen = ({ status, fingerprint, askedBy }: Seen, now: string) => ({
  automatic: askedBy === null,
  stale: status === 'done' && fingerprint !== now,
})

/** The teams are those that the option was made for, and everyone in it still comes. */
export const isCurrent = (
  { fingerprint }: Pick<TeamRepairRow, 'fingerprint'>,
  { members }: Pick<StoredOption, 'members'>,
  standing: Standing,
): boolean => fingerprint === standing.fingerprint && members.every(({ personId }) => standing.people.has(personId))

/** With the names that its ids stand for. Someone who erased their account since is named no more. */
export async function readRepair({ db }: Pick<Deps, 'db'>, repairId: string) {
  const row = await findRepair(db, repairId)
  if (!row) throw new AppError('not_found', 'There is no such proposal.')
  const standing = await readStanding(db, row.seasonId)
  const ids = row.options.flatMap(({ moves, notPlaced }) => [...moves.map(({ personId }) => personId), ...notPlaced])
  const people = await listRunPeople(db, row.seasonId, [...new Set(ids)])
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const named = (personId: string) => ({ personId, name: names.get(personId) ?? '' })
  return {
    ...row,
    ...seen(row, standing.fingerprint),
    ...(row.status === 'done' && !row.options.every((option) => isCurrent(row, option, standing)) && { stale: true }),
    options: row.options.map((option) => ({
      ...option,
      moves: option.moves.map((move) => ({ ...move, ...named(move.personId) })),
      notPlaced: option.notPlaced.map(named),
    })),
    projects: await listAllProjects(db, row.seasonId),
  }
}
