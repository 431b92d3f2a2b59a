import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError, type FieldError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { findSeasonSites, lockSeason } from '../../seasons/index.ts'
import { daysWanted } from '../problem.rules.ts'
import { findBlocks } from './blocks.repository.ts'
import * as repository from './terms.repository.ts'

type Writing = Pick<Deps, 'db' | 'actor'>
type TermsChange = Pick<repository.Terms, 'siteId' | 'sizeMin' | 'sizeMax' | 'mayStayClosed' | 'blockIds'>

const withDays = (terms: repository.Terms) => ({ ...terms, daysWanted: daysWanted(terms.wantedSkills) })

export async function listProjectTerms(
  { db }: Pick<Deps, 'db'>,
  seasonId: string,
  page: Parameters<typeof repository.listTerms>[2],
) {
  const found = await repository.listTerms(db, seasonId, page)
  return { ...found, items: found.items.map(withDays) }
}

export async function readProjectTerms({ db }: Pick<Deps, 'db'>, projectId: string) {
  return withDays((await repository.findTerms(db, projectId)) ?? noProject())
}

/** The season's row is held: no site and no moment that is chosen here goes away meanwhile. */
export async function changeProjectTerms(
  { db, actor }: Writing,
  projectId: string,
  version: number,
  { blockIds, ...fields }: TermsChange,
) {
  await db.transaction(async (tx) => {
    const seasonId = ((await repository.findTerms(tx, projectId)) ?? noProject()).seasonId
    const season = await lockSeason(tx, seasonId)
    await assertOfSeason(tx, seasonId, fields.siteId, blockIds)
    if (!(await repository.writeTerms(tx, projectId, version, fields)))
      throw new AppError('version_conflict', 'Somebody changed what this project asks in the meantime. Read it again.')
    await repository.replaceProjectBlocks(tx, projectId, blockIds)
    await audit(
      { db: tx, actor },
      {
        action: 'project_terms.changed',
        subject: ['project', projectId],
        delegationId: season?.delegationId ?? null,
      },
    )
    await tell(tx, `season:${seasonId}`, 'matching.changed', projectId)
  })
  return readProjectTerms({ db }, projectId)
}

async function assertOfSeason(
  db: Db,
  seasonId: string,
  siteId: string | null,
  blockIds: readonly string[],
): Promise<void> {
  const sites = new Set((await findSeasonSites(db, seasonId)).map(({ id }) => id))
  const blocks = new Set((await findBlocks(db, seasonId)).map(({ id }) => id))
  const unknown: FieldError[] = blockIds.flatMap((id, index) =>
    blocks.has(id)
      ? []
      : [{ path: `blockIds.${index}`, message: 'Not a moment of this season.', code: 'invalid_value' }],
  )
  if (siteId !== null && !sites.has(siteId))
    unknown.push({ path: 'siteId', message: 'Not a site of this season.', code: 'invalid_value' })
  if (unknown.length > 0) throw new AppError('invalid_input', 'Something chosen is not of this season.', unknown)
}

function noProject(): never {
  throw new AppError('not_found', 'There is no such project.')
}
