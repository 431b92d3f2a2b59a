import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../platform/db/pages.ts'
import { people } from '../identity/index.ts'
import { policyOf } from './policies/policy.rules.ts'
import { matchingRuns } from './runs.table.ts'
import type { SearchChange, SearchStore } from './searches/searches.repository.ts'

export type Run = typeof matchingRuns.$inferSelect
/** The problem is read as text: its thread takes it apart. */
export const runStore: SearchStore = {
  table: matchingRuns,
  owner: matchingRuns.seasonId,
  problem: sql`${matchingRuns.problem}::text`,
}

export const keptOfRun = ({ answer, draft }: { answer: string; draft: string | null }): SearchChange => ({
  answer: sql`${answer}::jsonb`,
  draft: draft && sql`${draft}::jsonb`,
})

type RunChange = Partial<typeof matchingRuns.$inferInsert>

type RunDraft = Omit<typeof matchingRuns.$inferInsert, 'problem'>

/** The problem comes as the text of its JSON. */
export async function insertRun(db: Db, draft: RunDraft, problem: string): Promise<{ id: string }> {
  const [run] = await db
    .insert(matchingRuns)
    .values({ ...draft, problem: sql`${problem}::jsonb` })
    .returning({ id: matchingRuns.id })
  return run!
}

export async function findRun(db: Db, id: string): Promise<Run | undefined> {
  const [run] = await db.select().from(matchingRuns).where(eq(matchingRuns.id, id))
  return run
}

export async function findRunSeason(db: Db, id: string): Promise<{ seasonId: string } | undefined> {
  const [run] = await db.select({ seasonId: matchingRuns.seasonId }).from(matchingRuns).where(eq(matchingRuns.id, id))
  return run
}

export async function findRunWithStarter(db: Db, id: string) {
  const [found] = await db
    .select({ run: matchingRuns, startedByName: people.name })
    .from(matchingRuns)
    .leftJoin(people, eq(people.id, matchingRuns.startedBy))
    .where(eq(matchingRuns.id, id))
  return found && { ...found.run, startedByName: found.startedByName }
}

/** Those of them that are of this season. */
export async function findRunsOf(db: Db, seasonId: string, ids: readonly string[]) {
  const rows = await db
    .select({ run: matchingRuns, startedByName: people.name })
    .from(matchingRuns)
    .leftJoin(people, eq(people.id, matchingRuns.startedBy))
    .where(and(eq(matchingRuns.seasonId, seasonId), inArray(matchingRuns.id, [...ids])))
  return rows.map(({ run, startedByName }) => ({ ...run, policy: policyOf(run.policy), startedByName }))
}

export async function lockRun(db: Db, id: string): Promise<Run | undefined> {
  const [run] = await db.select().from(matchingRuns).where(eq(matchingRuns.id, id)).for('update')
  return run
}

export async function updateRun(db: Db, id: string, change: RunChange): Promise<void> {
  await db.update(matchingRuns).set(change).where(eq(matchingRuns.id, id))
}

/** The run whose teams are those of the season. */
export async function findPublishedRun(db: Db, seasonId: string): Promise<{ id: string } | undefined> {
  const [run] = await db
    .select({ id: matchingRuns.id })
    .from(matchingRuns)
    .where(and(eq(matchingRuns.seasonId, seasonId), isNotNull(matchingRuns.publishedAt)))
  return run
}

const newest: ListOrder = { by: matchingRuns.createdAt, id: matchingRuns.id, direction: 'desc' }

/** Without the problem and the teams, which may be large. */
export async function listRuns(db: Db, seasonId: string, page: PageOf) {
  const rows = await db
    .select({
      id: matchingRuns.id,
      seasonId: matchingRuns.seasonId,
      status: matchingRuns.status,
      policy: matchingRuns.policy,
      policyName: matchingRuns.policyName,
      keptFromId: matchingRuns.keptFromId,
      peopleCount: sql<number>`jsonb_array_length(${matchingRuns.problem}->'people')`,
      projectCount: sql<number>`jsonb_array_length(${matchingRuns.problem}->'projects')`,
      progress: matchingRuns.progress,
      answer: sql<Run['answer']>`${matchingRuns.answer} - '{teams,leftOut,coverage,placements,parts,waysOut}'::text[]`,
      failure: matchingRuns.failure,
      startedByName: people.name,
      startedAt: matchingRuns.startedAt,
      endedAt: matchingRuns.endedAt,
      publishedAt: matchingRuns.publishedAt,
      createdAt: matchingRuns.createdAt,
    })
    .from(matchingRuns)
    .leftJoin(people, eq(people.id, matchingRuns.startedBy))
    .where(and(eq(matchingRuns.seasonId, seasonId), afterCursor(newest, page)))
    .orderBy(...inOrder(newest))
    .limit(page.limit + 1)
  return pageOf(
    rows.map((row) => ({ ...row, policy: policyOf(row.policy) })),
    page,
    (row) => [row.createdAt, row.id],
  )
}
