import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { campaigns, campaignSeasons } from './campaigns.table.ts'

export type Campaign = typeof campaigns.$inferSelect

export async function insertCampaign(db: Db, draft: typeof campaigns.$inferInsert): Promise<Campaign> {
  const [campaign] = await db.insert(campaigns).values(draft).returning()
  return campaign!
}

export async function findCampaign(db: Db, id: string): Promise<Campaign | undefined> {
  const [campaign] = await db.select().from(campaigns).where(eq(campaigns.id, id))
  return campaign
}

const shownToAll = ['published', 'closed'] as const

export async function findShownCampaign(db: Db, slug: string): Promise<Campaign | undefined> {
  const [campaign] = await db
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.slug, slug), inArray(campaigns.status, shownToAll)))
  return campaign
}

export async function lockCampaign(db: Db, id: string): Promise<Campaign | undefined> {
  const [campaign] = await db.select().from(campaigns).where(eq(campaigns.id, id)).for('update')
  return campaign
}

/** Keeps it from closing until the transaction ends. */
export async function holdCampaign(db: Db, id: string): Promise<Campaign | undefined> {
  const [campaign] = await db.select().from(campaigns).where(eq(campaigns.id, id)).for('share')
  return campaign
}

export async function updateCampaign(
  db: Db,
  id: string,
  change: Partial<typeof campaigns.$inferInsert>,
): Promise<Campaign> {
  const [campaign] = await db
    .update(campaigns)
    .set({ ...change, version: sql`${campaigns.version} + 1` })
    .where(eq(campaigns.id, id))
    .returning()
  return campaign!
}

const newest: ListOrder = { by: campaigns.createdAt, id: campaigns.id, direction: 'desc' }

export async function listCampaigns(db: Db, page: PageOf) {
  const rows = await db
    .select()
    .from(campaigns)
    .where(afterCursor(newest, page))
    .orderBy(...inOrder(newest))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.createdAt, row.id])
}

const latestStart: ListOrder = { by: campaigns.startsOn, id: campaigns.id, direction: 'desc' }

export async function listShownCampaigns(db: Db, page: PageOf) {
  const rows = await db
    .select()
    .from(campaigns)
    .where(and(inArray(campaigns.status, shownToAll), afterCursor(latestStart, page)))
    .orderBy(...inOrder(latestStart))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.startsOn, row.id])
}

export async function findCampaignOf(db: Db, seasonId: string): Promise<Campaign | undefined> {
  const [found] = await db
    .select({ campaign: campaigns })
    .from(campaignSeasons)
    .innerJoin(campaigns, eq(campaigns.id, campaignSeasons.campaignId))
    .where(eq(campaignSeasons.seasonId, seasonId))
  return found?.campaign
}

export async function putSeasonInCampaign(
  db: Db,
  row: { seasonId: string; campaignId: string; joinedAt: Date },
): Promise<void> {
  const { campaignId, joinedAt } = row
  await db
    .insert(campaignSeasons)
    .values(row)
    .onConflictDoUpdate({ target: campaignSeasons.seasonId, set: { campaignId, joinedAt } })
}

/** The campaign that it left; undefined when it was in none. */
export async function takeSeasonOut(db: Db, seasonId: string): Promise<string | undefined> {
  const [gone] = await db
    .delete(campaignSeasons)
    .where(eq(campaignSeasons.seasonId, seasonId))
    .returning({ campaignId: campaignSeasons.campaignId })
  return gone?.campaignId
}
