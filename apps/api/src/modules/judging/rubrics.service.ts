import type { RubricCriterion, TieRule } from '@essor/contracts'
import { audit } from '../../platform/audit/audit.repository.ts'
import type { Db } from '../../platform/db/connection.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { tell } from '../../platform/realtime/live.ts'
import { findSeason } from '../seasons/index.ts'
import { findRubric, hasScorecards, insertRubric, lockRubric, updateRubric } from './scorecards.repository.ts'

/** A season without one has an empty rubric of version 0. */
export async function readRubric(db: Db, seasonId: string) {
  const rubric = await findRubric(db, seasonId)
  if (!rubric) return { criteria: [], tieBreaks: [], inUse: false, version: 0 }
  return { ...rubric, inUse: await hasScorecards(db, seasonId) }
}

/** Marks are only comparable on one rubric: from the first score sheet on it stays as it is. */
export async function changeRubric(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  seasonId: string,
  version: number,
  change: { criteria: RubricCriterion[]; tieBreaks: TieRule[] },
) {
  return db.transaction(async (tx) => {
    const season = await findSeason(tx, seasonId)
    if (!season) throw new AppError('not_found', 'There is no such season.')
    const before = await lockRubric(tx, seasonId, 'update')
    if (before && (await hasScorecards(tx, seasonId)))
      throw new AppError('rubric_in_use', 'A juror has begun to score: the rubric can no longer change.')
    const rubric =
      version === 0
        ? await insertRubric(tx, { ...change, seasonId })
        : await updateRubric(tx, seasonId, version, change)
    if (!rubric) throw new AppError('version_conflict', 'Somebody changed the rubric in the meantime. Read it again.')
    await audit(
      { db: tx, actor },
      { action: 'rubric.changed', subject: ['season', seasonId], delegationId: season.delegationId },
    )
    await tell(tx, `season:${seasonId}`, 'rubric.changed', seasonId)
    return { ...rubric, inUse: false }
  })
}
