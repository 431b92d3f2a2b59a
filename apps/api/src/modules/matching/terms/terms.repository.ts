import { and, asc, eq, sql, type SQL } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { projects } from '../../calls-for-projects/index.ts'
import { projectBlocks, projectTerms } from './terms.table.ts'

const blockIds = sql<string[]>`coalesce((
  select array_agg(${projectBlocks.blockId} order by ${projectBlocks.blockId}) from ${projectBlocks}
  where ${projectBlocks.projectId} = ${projects.id}), '{}')`

const selectTerms = (db: Db, where: SQL) =>
  db
    .select({ project: projects, terms: projectTerms, blockIds })
    .from(projects)
    .leftJoin(projectTerms, eq(projectTerms.projectId, projects.id))
    .where(where)

type Found = Awaited<ReturnType<typeof selectTerms>>[number]

/** A project about which nothing was said asks for nothing of its own. */
const termsOf = ({ project, terms, blockIds: blocks }: Found) => ({
  projectId: project.id,
  seasonId: project.seasonId,
  title: project.title,
  structure: project.structure,
  wantedSkills: project.wantedSkills,
  createdAt: project.createdAt,
  siteId: terms?.siteId ?? null,
  sizeMin: terms?.sizeMin ?? null,
  sizeMax: terms?.sizeMax ?? null,
  mayStayClosed: terms?.mayStayClosed ?? false,
  version: terms?.version ?? 0,
  blockIds: blocks,
})
export type Terms = ReturnType<typeof termsOf>

const inOrderOfArrival: ListOrder = { by: projects.createdAt, id: projects.id, direction: 'asc' }

export async function listTerms(db: Db, seasonId: string, page: PageOf) {
  const rows = await selectTerms(db, and(eq(projects.seasonId, seasonId), afterCursor(inOrderOfArrival, page))!)
    .orderBy(...inOrder(inOrderOfArrival))
    .limit(page.limit + 1)
  return pageOf(rows.map(termsOf), page, (row) => [row.createdAt, row.projectId])
}

/** Of every project of the season, in the order in which they came. */
export async function allTerms(db: Db, seasonId: string): Promise<Terms[]> {
  const rows = await selectTerms(db, eq(projects.seasonId, seasonId)).orderBy(asc(projects.createdAt), asc(projects.id))
  return rows.map(termsOf)
}

export async function findTerms(db: Db, projectId: string): Promise<Terms | undefined> {
  const [row] = await selectTerms(db, eq(projects.id, projectId))
  return row && termsOf(row)
}

type TermsFields = Pick<Terms, 'siteId' | 'sizeMin' | 'sizeMax' | 'mayStayClosed'>

/** False where someone wrote since this version was read: 0 is the version of what nobody wrote yet. */
export async function writeTerms(db: Db, projectId: string, version: number, fields: TermsFields): Promise<boolean> {
  const written =
    version === 0
      ? await db
          .insert(projectTerms)
          .values({ projectId, ...fields })
          .onConflictDoNothing()
          .returning({ version: projectTerms.version })
      : await db
          .update(projectTerms)
          .set({ ...fields, version: version + 1 })
          .where(and(eq(projectTerms.projectId, projectId), eq(projectTerms.version, version)))
          .returning({ version: projectTerms.version })
  return written.length === 1
}

export async function replaceProjectBlocks(db: Db, projectId: string, blocks: readonly string[]): Promise<void> {
  await db.delete(projectBlocks).where(eq(projectBlocks.projectId, projectId))
  if (blocks.length > 0) await db.insert(projectBlocks).values(blocks.map((blockId) => ({ projectId, blockId })))
}
