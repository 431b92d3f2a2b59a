import { and, count, eq, getTableColumns, lt, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { teamProblems } from './team-problems.table.ts'

const { problem: _problem, packedAnswer: _packedAnswer, ...said } = getTableColumns(teamProblems)

const own = (id: string, askedBy: string) => and(eq(teamProblems.id, id), eq(teamProblems.askedBy, askedBy))

/** Whoever posts two at once waits for themself, so that limits are counted one after the other. */
export async function lockAsker(db: Db, personId: string): Promise<void> {
  await db.select({ id: people.id }).from(people).where(eq(people.id, personId)).for('no key update')
}

export async function countTeamProblems(db: Db, askedBy: string): Promise<{ kept: number; underWay: number }> {
  const [counted] = await db
    .select({
      kept: count(),
      underWay: sql<number>`(count(*) filter (where ${teamProblems.status} in ('queued', 'running')))::int`,
    })
    .from(teamProblems)
    .where(eq(teamProblems.askedBy, askedBy))
  return counted!
}

export async function insertTeamProblem(db: Db, draft: typeof teamProblems.$inferInsert) {
  const [made] = await db.insert(teamProblems).values(draft).returning(said)
  return made!
}

export async function findTeamProblem(db: Db, id: string, askedBy: string) {
  const [found] = await db.select(said).from(teamProblems).where(own(id, askedBy))
  return found
}

export async function findPackedAnswer(db: Db, id: string, askedBy: string) {
  const [found] = await db
    .select({ status: teamProblems.status, packedAnswer: teamProblems.packedAnswer })
    .from(teamProblems)
    .where(own(id, askedBy))
  return found
}

const newest: ListOrder = { by: teamProblems.createdAt, id: teamProblems.id, direction: 'desc' }

export async function listTeamProblems(db: Db, askedBy: string, page: PageOf) {
  const rows = await db
    .select(said)
    .from(teamProblems)
    .where(and(eq(teamProblems.askedBy, askedBy), afterCursor(newest, page)))
    .orderBy(...inOrder(newest))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.createdAt, row.id])
}

export async function deleteTeamProblem(db: Db, id: string, askedBy: string): Promise<boolean> {
  const deleted = await db.delete(teamProblems).where(own(id, askedBy)).returning({ id: teamProblems.id })
  return deleted.length === 1
}

export async function deleteTeamProblemsBefore(db: Db, before: Date): Promise<void> {
  await db.delete(teamProblems).where(lt(teamProblems.createdAt, before))
}
