import { and, asc, eq, max } from 'drizzle-orm'
import type { Db } from '../../platform/db/connection.ts'
import { enrolments, seasons } from '../seasons/index.ts'
import { projectPreferences } from './preferences.table.ts'

/** Project ids, first wish first. */
export async function rankingOf(db: Db, seasonId: string, personId: string): Promise<string[]> {
  const rows = await db
    .select({ projectId: projectPreferences.projectId })
    .from(projectPreferences)
    .where(and(eq(projectPreferences.seasonId, seasonId), eq(projectPreferences.personId, personId)))
    .orderBy(asc(projectPreferences.rank))
  return rows.map(({ projectId }) => projectId)
}

export async function rankingsOf(db: Db, seasonId: string): Promise<Map<string, string[]>> {
  const rows = await db
    .select({ personId: projectPreferences.personId, projectId: projectPreferences.projectId })
    .from(projectPreferences)
    .where(eq(projectPreferences.seasonId, seasonId))
    .orderBy(asc(projectPreferences.rank))
  const rankings = new Map<string, string[]>()
  for (const { personId, projectId } of rows) rankings.set(personId, [...(rankings.get(personId) ?? []), projectId])
  return rankings
}

/** Many may rank at once, but nobody while teams are being published; one person's rankings come one after the other. */
export async function holdForRanking(
  db: Db,
  seasonId: string,
  personId: string,
): Promise<Pick<typeof seasons.$inferSelect, 'delegationId' | 'status'> | undefined> {
  const [season] = await db
    .select({ delegationId: seasons.delegationId, status: seasons.status })
    .from(seasons)
    .where(eq(seasons.id, seasonId))
    .for('share')
  await db
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(and(eq(enrolments.seasonId, seasonId), eq(enrolments.personId, personId)))
    .for('update')
  return season
}

export async function replaceRanking(
  db: Db,
  seasonId: string,
  personId: string,
  projectIds: readonly string[],
  now: Date,
): Promise<void> {
  await db
    .delete(projectPreferences)
    .where(and(eq(projectPreferences.seasonId, seasonId), eq(projectPreferences.personId, personId)))
  if (projectIds.length === 0) return
  await db
    .insert(projectPreferences)
    .values(projectIds.map((projectId, index) => ({ seasonId, personId, projectId, rank: index + 1, rankedAt: now })))
}

/** When each person last ranked; null where it was not kept yet. */
export async function rankedAtOf(db: Db, seasonId: string): Promise<Map<string, Date | null>> {
  const rows = await db
    .select({ personId: projectPreferences.personId, at: max(projectPreferences.rankedAt) })
    .from(projectPreferences)
    .where(eq(projectPreferences.seasonId, seasonId))
    .groupBy(projectPreferences.personId)
  return new Map(rows.map(({ personId, at }) => [personId, at]))
}
