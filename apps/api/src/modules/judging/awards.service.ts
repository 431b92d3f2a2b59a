import { audit } from '../../platform/audit/audit.repository.ts'
import type { Db } from '../../platform/db/connection.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { tell } from '../../platform/realtime/live.ts'
import { lockSeason } from '../seasons/index.ts'
import { listTeamIds } from './pitches.repository.ts'
import { deleteAward, findAward, findPublished, insertAward, updateAward, type Award } from './results.repository.ts'

type Writing = Pick<Deps, 'db' | 'actor'>

export interface AwardFields {
  title: string
  amountCents: number
  funder: string
  teamId: string | null
}

const noAward = () => new AppError('not_found', 'There is no such award.')

export async function addAward(deps: Writing, seasonId: string, draft: AwardFields): Promise<Award> {
  return changeAwards(deps, seasonId, 'award.added', async (tx) => {
    await assertTeam(tx, seasonId, draft.teamId)
    return insertAward(tx, { ...draft, seasonId })
  })
}

export async function changeAward(deps: Writing, awardId: string, change: AwardFields): Promise<Award> {
  const known = await findAward(deps.db, awardId)
  if (!known) throw noAward()
  return changeAwards(deps, known.seasonId, 'award.changed', async (tx) => {
    await assertTeam(tx, known.seasonId, change.teamId)
    const award = await updateAward(tx, awardId, change)
    if (!award) throw noAward()
    return award
  })
}

export async function removeAward(deps: Writing, awardId: string): Promise<void> {
  const known = await findAward(deps.db, awardId)
  if (!known) throw noAward()
  await changeAwards(deps, known.seasonId, 'award.removed', async (tx) => {
    if (!(await deleteAward(tx, awardId))) throw noAward()
    return known
  })
}

async function assertTeam(tx: Db, seasonId: string, teamId: string | null): Promise<void> {
  if (teamId === null || (await listTeamIds(tx, seasonId, [teamId])).length > 0) return
  throw new AppError('invalid_input', 'This team is not of this season.', [
    { path: 'teamId', message: 'Choose a team of this season.', code: 'unknown' },
  ])
}

/** The season's row is held, so that no award changes while results are published. */
async function changeAwards(
  { db, actor }: Writing,
  seasonId: string,
  action: string,
  change: (tx: Db) => Promise<Award>,
): Promise<Award> {
  return db.transaction(async (tx) => {
    const season = await lockSeason(tx, seasonId)
    if (!season) throw new AppError('not_found', 'There is no such season.')
    if (await findPublished(tx, seasonId))
      throw new AppError('results_published', 'The results are published: awards no longer change.')
    const award = await change(tx)
    await audit({ db: tx, actor }, { action, subject: ['award', award.id], delegationId: season.delegationId })
    await tell(tx, `season:${seasonId}`, 'awards.changed', award.id)
    return award
  })
}
