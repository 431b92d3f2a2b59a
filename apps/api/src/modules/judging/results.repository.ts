import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../platform/db/pages.ts'
import { people } from '../identity/index.ts'
import { teamMembers, teams } from '../matching/index.ts'
import { awards, deliberations } from './results.table.ts'

export type Award = typeof awards.$inferSelect
export type Deliberation = typeof deliberations.$inferSelect

export async function insertAward(db: Db, draft: typeof awards.$inferInsert): Promise<Award> {
  const [award] = await db.insert(awards).values(draft).returning()
  return award!
}

export async function findAward(db: Db, id: string): Promise<Award | undefined> {
  const [award] = await db.select().from(awards).where(eq(awards.id, id))
  return award
}

export async function updateAward(db: Db, id: string, change: Partial<typeof awards.$inferInsert>) {
  const [award] = await db.update(awards).set(change).where(eq(awards.id, id)).returning()
  return award
}

export async function deleteAward(db: Db, id: string): Promise<boolean> {
  return (await db.delete(awards).where(eq(awards.id, id)).returning({ id: awards.id })).length > 0
}

const oldest: ListOrder = { by: awards.createdAt, id: awards.id, direction: 'asc' }

export async function listAwards(db: Db, seasonId: string, page: PageOf) {
  const rows = await db
    .select()
    .from(awards)
    .where(and(eq(awards.seasonId, seasonId), afterCursor(oldest, page)))
    .orderBy(...inOrder(oldest))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.createdAt, row.id])
}

export async function listAllAwards(db: Db, seasonId: string): Promise<Award[]> {
  return db.select().from(awards).where(eq(awards.seasonId, seasonId)).orderBy(awards.createdAt, awards.id)
}

export async function findDeliberation(db: Db, seasonId: string): Promise<Deliberation | undefined> {
  const [row] = await db.select().from(deliberations).where(eq(deliberations.seasonId, seasonId))
  return row
}

/** Undefined when one is there already. */
export async function insertDeliberation(
  db: Db,
  draft: typeof deliberations.$inferInsert,
): Promise<Deliberation | undefined> {
  const [row] = await db.insert(deliberations).values(draft).onConflictDoNothing().returning()
  return row
}

export async function updateDeliberation(
  db: Db,
  seasonId: string,
  version: number,
  change: Pick<Deliberation, 'method' | 'order' | 'reason'>,
): Promise<Deliberation | undefined> {
  const [row] = await db
    .update(deliberations)
    .set({ ...change, version: sql`${deliberations.version} + 1` })
    .where(
      and(eq(deliberations.seasonId, seasonId), eq(deliberations.version, version), isNull(deliberations.publishedAt)),
    )
    .returning()
  return row
}

/** Undefined when the results are published already: of many at once, one gets the row. */
export async function markPublished(
  db: Db,
  seasonId: string,
  result: { places: { teamId: string; rank: number }[]; publishedAt: Date; publishedBy: string | null },
): Promise<Deliberation | undefined> {
  const [row] = await db
    .update(deliberations)
    .set({ ...result, version: sql`${deliberations.version} + 1` })
    .where(and(eq(deliberations.seasonId, seasonId), isNull(deliberations.publishedAt)))
    .returning()
  return row
}

export async function findPublished(db: Db, seasonId: string): Promise<Deliberation | undefined> {
  const [row] = await db
    .select()
    .from(deliberations)
    .where(and(eq(deliberations.seasonId, seasonId), isNotNull(deliberations.publishedAt)))
  return row
}

/** Everyone of every team, for the mails. */
export async function listTeamMembers(db: Db, seasonId: string) {
  return db
    .select({ personId: people.id, email: people.email, teamId: teamMembers.teamId, teamName: teams.name })
    .from(teamMembers)
    .innerJoin(people, eq(people.id, teamMembers.personId))
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(eq(teamMembers.seasonId, seasonId))
    .orderBy(people.id)
}
