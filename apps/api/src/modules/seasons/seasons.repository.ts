import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import type { Reach } from '../../platform/access/policy.rules.ts'
import type { Db } from '../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type Page, type PageOf } from '../../platform/db/pages.ts'
import { delegations } from '../delegations/index.ts'
import { seasons } from './seasons.table.ts'
import { phases } from './timeline/timeline.table.ts'

export type Season = typeof seasons.$inferSelect

export async function insertSeason(db: Db, draft: typeof seasons.$inferInsert): Promise<Season> {
  const [season] = await db.insert(seasons).values(draft).returning()
  return season!
}

export async function findSeason(db: Db, id: string): Promise<Season | undefined> {
  const [season] = await db.select().from(seasons).where(eq(seasons.id, id))
  return season
}

export async function findSeasons(db: Db, ids: readonly string[]): Promise<Season[]> {
  return db.select().from(seasons).where(inArray(seasons.id, ids))
}

/** Holds the season until the transaction ends: changes of its places and its state come one after the other. */
export async function lockSeason(db: Db, id: string): Promise<Season | undefined> {
  const [season] = await db.select().from(seasons).where(eq(seasons.id, id)).for('update')
  return season
}

/** Keeps the season as it is until the transaction ends, and lets others keep it so at the same time. */
export async function holdSeason(db: Db, id: string): Promise<Season | undefined> {
  const [season] = await db.select().from(seasons).where(eq(seasons.id, id)).for('share')
  return season
}

export async function updateSeason(db: Db, id: string, change: Partial<typeof seasons.$inferInsert>): Promise<Season> {
  const [season] = await db
    .update(seasons)
    .set({ ...change, version: sql`${seasons.version} + 1` })
    .where(eq(seasons.id, id))
    .returning()
  return season!
}

const newest: ListOrder = { by: seasons.createdAt, id: seasons.id, direction: 'desc' }

export async function listSeasons(db: Db, delegationId: string, page: PageOf): Promise<Page<Season>> {
  const rows = await db
    .select()
    .from(seasons)
    .where(and(eq(seasons.delegationId, delegationId), afterCursor(newest, page)))
    .orderBy(...inOrder(newest))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.createdAt, row.id])
}

/** Seasons that these grants let someone manage, newest first. */
export async function listOrganisedSeasons(db: Db, { everywhere, delegationIds, seasonIds }: Reach, page: PageOf) {
  const within = or(inArray(seasons.delegationId, delegationIds), inArray(seasons.id, seasonIds))
  const rows = await db
    .select({ season: seasons, delegationName: delegations.name })
    .from(seasons)
    .innerJoin(delegations, eq(delegations.id, seasons.delegationId))
    .where(and(everywhere ? undefined : within, afterCursor(newest, page)))
    .orderBy(...inOrder(newest))
    .limit(page.limit + 1)
  const named = rows.map(({ season, delegationName }) => ({ ...season, delegationName }))
  return pageOf(named, page, (row) => [row.createdAt, row.id])
}

const latestStart: ListOrder = { by: seasons.startsOn, id: seasons.id, direction: 'desc' }
const shownToAll = ['published', 'closed'] as const

export async function listPublicSeasons(db: Db, page: PageOf) {
  const rows = await db
    .select({ season: seasons, delegationName: delegations.name })
    .from(seasons)
    .innerJoin(delegations, eq(delegations.id, seasons.delegationId))
    .where(and(inArray(seasons.status, shownToAll), afterCursor(latestStart, page)))
    .orderBy(...inOrder(latestStart))
    .limit(page.limit + 1)
  const ids = rows.map(({ season }) => season.id)
  const steps = await db
    .select()
    .from(phases)
    .where(inArray(phases.seasonId, ids))
    .orderBy(asc(phases.startsAt), asc(phases.id))
  const stepsOf = Map.groupBy(steps, ({ seasonId }) => seasonId)
  const cards = rows.map(({ season, delegationName }) => ({
    ...season,
    delegationName,
    phases: stepsOf.get(season.id) ?? [],
  }))
  return pageOf(cards, page, (row) => [row.startsOn, row.id])
}

export async function findPublicSeason(db: Db, slug: string) {
  const [found] = await db
    .select({ season: seasons, delegationName: delegations.name })
    .from(seasons)
    .innerJoin(delegations, eq(delegations.id, seasons.delegationId))
    .where(and(eq(seasons.slug, slug), inArray(seasons.status, shownToAll)))
  return found
}
