import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { projects } from '../submissions/submissions.table.ts'

export type Project = typeof projects.$inferSelect

export async function insertProject(db: Db, draft: typeof projects.$inferInsert): Promise<Project> {
  const [project] = await db.insert(projects).values(draft).returning()
  return project!
}

export async function findProject(db: Db, id: string): Promise<Project | undefined> {
  const [project] = await db.select().from(projects).where(eq(projects.id, id))
  return project
}

export async function updateProject(
  db: Db,
  id: string,
  version: number,
  change: Partial<typeof projects.$inferInsert>,
): Promise<Project | undefined> {
  const [project] = await db
    .update(projects)
    .set({ ...change, version: sql`${projects.version} + 1` })
    .where(and(eq(projects.id, id), eq(projects.version, version)))
    .returning()
  return project
}

export async function deleteProject(db: Db, id: string): Promise<void> {
  await db.delete(projects).where(eq(projects.id, id))
}

/** The id of the project that this submission had become. */
export async function deleteProjectOf(db: Db, submissionId: string): Promise<string | undefined> {
  const [gone] = await db.delete(projects).where(eq(projects.submissionId, submissionId)).returning({ id: projects.id })
  return gone?.id
}

const byArrival: ListOrder = { by: projects.createdAt, id: projects.id, direction: 'asc' }

export async function listProjects(db: Db, seasonId: string, page: PageOf) {
  const rows = await db
    .select()
    .from(projects)
    .where(and(eq(projects.seasonId, seasonId), afterCursor(byArrival, page)))
    .orderBy(...inOrder(byArrival))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.createdAt, row.id])
}
