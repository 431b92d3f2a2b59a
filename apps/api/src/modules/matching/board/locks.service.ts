import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { Db } from '../../../platform/db/connection.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { listComing, lockSeason, type Season } from '../../seasons/index.ts'
import { listAllProjects } from '../pool.repository.ts'
import { findPublishedRun } from '../runs.repository.ts'
import { dropLock, keepLock, type Lock } from './locks.repository.ts'

type Locking = Pick<Deps, 'db' | 'actor'>

/** From the next run on, this person is in this project. Said again with another project, they change places. */
export async function keepPlace({ db, actor }: Locking, seasonId: string, lock: Lock): Promise<void> {
  await db.transaction(async (tx) => {
    const season = await openSeason(tx, seasonId)
    await assertKnown(tx, seasonId, lock)
    await keepLock(tx, seasonId, lock)
    await written({ db: tx, actor }, season, 'matching.place_kept')
  })
}

export async function freePlace({ db, actor }: Locking, seasonId: string, personId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const season = await openSeason(tx, seasonId)
    if (await dropLock(tx, seasonId, personId)) await written({ db: tx, actor }, season, 'matching.place_freed')
  })
}

async function openSeason(db: Db, seasonId: string): Promise<Season> {
  const season = await lockSeason(db, seasonId)
  if (!season) throw new AppError('not_found', 'There is no such season.')
  if (await findPublishedRun(db, seasonId))
    throw new AppError('teams_published', 'The teams of this season are published already.')
  return season
}

async function assertKnown(db: Db, seasonId: string, { personId, projectId }: Lock): Promise<void> {
  const coming = await listComing(db, seasonId)
  const projects = await listAllProjects(db, seasonId)
  const unknown = [
    ...(coming.some((person) => person.personId === personId) ? [] : ['personId']),
    ...(projects.some(({ id }) => id === projectId) ? [] : ['projectId']),
  ]
  if (unknown.length === 0) return
  throw new AppError(
    'invalid_input',
    'This season knows no such person or project.',
    unknown.map((path) => ({ path, message: 'Not one of this season.', code: 'unknown' })),
  )
}

async function written({ db, actor }: Locking, season: Season, action: string): Promise<void> {
  await audit({ db, actor }, { action, subject: ['season', season.id], delegationId: season.delegationId })
  await tell(db, `season:${season.id}`, 'matching.changed', season.id)
}
