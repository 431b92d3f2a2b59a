import { audit } from '../../platform/audit/audit.repository.ts'
import { personOf, type Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { tell } from '../../platform/realtime/live.ts'
import { findSeason } from '../seasons/index.ts'
import { listAllProjects } from './pool.repository.ts'
import { holdForRanking, rankingOf, replaceRanking } from './preferences.repository.ts'
import { findPublishedRun } from './runs.repository.ts'

type Ranking = Pick<Deps, 'db' | 'actor'>

export async function readPreferences({ db, actor }: Ranking, seasonId: string) {
  const season = await findSeason(db, seasonId)
  return {
    seasonId,
    seasonName: season!.name,
    open: season!.status !== 'closed' && !(await findPublishedRun(db, seasonId)),
    projectIds: await rankingOf(db, seasonId, personOf({ actor })),
    projects: await listAllProjects(db, seasonId),
  }
}

/** The whole ranking replaces the one before; of two sent at once, one follows the other whole. */
export async function rankProjects(
  { db, actor, now }: Ranking & Pick<Deps, 'now'>,
  seasonId: string,
  projectIds: readonly string[],
) {
  const personId = personOf({ actor })
  await db.transaction(async (tx) => {
    const season = await holdForRanking(tx, seasonId, personId)
    if (await findPublishedRun(tx, seasonId))
      throw new AppError('preferences_closed', 'The teams are published: wishes can no longer change them.')
    if (season?.status === 'closed')
      throw new AppError('preferences_closed', 'This season is over: wishes can no longer change anything.')
    const known = new Set((await listAllProjects(tx, seasonId)).map(({ id }) => id))
    const unknown = projectIds.flatMap((id, index) => (known.has(id) ? [] : [index]))
    if (unknown.length > 0) {
      throw new AppError(
        'invalid_input',
        'A project in the ranking is not one of this season.',
        unknown.map((index) => ({
          path: `projectIds.${index}`,
          message: 'This project is not one of this season.',
          code: 'unknown_project',
        })),
      )
    }
    await replaceRanking(tx, seasonId, personId, projectIds, now())
    await audit(
      { db: tx, actor },
      {
        action: 'preferences.ranked',
        subject: ['season', seasonId],
        delegationId: season?.delegationId ?? null,
        details: { projects: projectIds.length },
      },
    )
    await tell(tx, `season:${seasonId}`, 'preferences.changed', seasonId)
  })
  return readPreferences({ db, actor }, seasonId)
}
