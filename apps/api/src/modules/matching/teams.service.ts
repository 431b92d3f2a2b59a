import type { Db } from '../../platform/db/connection.ts'
import type { PageOf } from '../../platform/db/pages.ts'
import { AppError } from '../../platform/errors.ts'
import { listProjects } from '../calls-for-projects/index.ts'
import { findPublicSeason } from '../seasons/index.ts'
import { pageOfTeams } from './teams.repository.ts'

export async function listPublicProjects(db: Db, slug: string, page: PageOf) {
  return listProjects(db, await publicSeasonId(db, slug), page)
}

/** What a team works on, never who is in it. */
export async function listPublicTeams(db: Db, slug: string, page: PageOf) {
  const found = await pageOfTeams(db, await publicSeasonId(db, slug), page)
  const items = found.items.map(({ id, name, project: { title, structure } }) => ({
    id,
    name,
    projectTitle: title,
    structure,
  }))
  return { ...found, items }
}

async function publicSeasonId(db: Db, slug: string): Promise<string> {
  const found = await findPublicSeason(db, slug)
  if (!found) throw new AppError('not_found', 'There is no such season.')
  return found.season.id
}
