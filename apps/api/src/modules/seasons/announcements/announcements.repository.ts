import { and, count, eq, sql } from 'drizzle-orm'
import type { AnnouncementStatus } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { seasons } from '../seasons.table.ts'
import { announcementRecipients, announcements } from './announcements.table.ts'

export type Announcement = typeof announcements.$inferSelect

export async function insertAnnouncement(db: Db, draft: typeof announcements.$inferInsert): Promise<Announcement> {
  const [row] = await db.insert(announcements).values(draft).returning()
  return row!
}

const named = (seasonId: string, id: string) => and(eq(announcements.seasonId, seasonId), eq(announcements.id, id))

export async function findAnnouncement(db: Db, seasonId: string, id: string): Promise<Announcement | undefined> {
  const [row] = await db.select().from(announcements).where(named(seasonId, id))
  return row
}

/** Holds the row until the transaction ends, so that two clicks cannot send it twice. */
export async function lockAnnouncement(db: Db, seasonId: string, id: string): Promise<Announcement | undefined> {
  const [row] = await db.select().from(announcements).where(named(seasonId, id)).for('update')
  return row
}

export async function updateAnnouncement(
  db: Db,
  id: string,
  change: Partial<typeof announcements.$inferInsert>,
): Promise<Announcement> {
  const [row] = await db
    .update(announcements)
    .set({ ...change, version: sql`${announcements.version} + 1` })
    .where(eq(announcements.id, id))
    .returning()
  return row!
}

export async function deleteAnnouncement(db: Db, id: string): Promise<void> {
  await db.delete(announcements).where(eq(announcements.id, id))
}

const newest: ListOrder = { by: announcements.createdAt, id: announcements.id, direction: 'desc' }

export async function listAnnouncements(
  db: Db,
  seasonId: string,
  filter: PageOf & { status?: AnnouncementStatus | undefined },
) {
  const rows = await db
    .select()
    .from(announcements)
    .where(
      and(
        eq(announcements.seasonId, seasonId),
        filter.status ? eq(announcements.status, filter.status) : undefined,
        afterCursor(newest, filter),
      ),
    )
    .orderBy(...inOrder(newest))
    .limit(filter.limit + 1)
  return pageOf(rows, filter, (row) => [row.createdAt, row.id])
}

const latest: ListOrder = { by: announcements.sentAt, id: announcements.id, direction: 'desc' }

/** Those that everyone may read, the latest first. */
export async function listPublicAnnouncements(db: Db, seasonId: string, page: PageOf) {
  const rows = await db
    .select()
    .from(announcements)
    .where(
      and(
        eq(announcements.seasonId, seasonId),
        eq(announcements.status, 'sent'),
        eq(announcements.onSeasonPage, true),
        afterCursor(latest, page),
      ),
    )
    .orderBy(...inOrder(latest))
    .limit(page.limit + 1)
  return pageOf(rows.map(asSent), page, (row) => [row.sentAt, row.id])
}

/** Those that this person was among the readers of, in all seasons. */
export async function listOwnAnnouncements(db: Db, personId: string, page: PageOf) {
  const rows = await db
    .select({ announcement: announcements, season: seasons })
    .from(announcementRecipients)
    .innerJoin(announcements, eq(announcements.id, announcementRecipients.announcementId))
    .innerJoin(seasons, eq(seasons.id, announcements.seasonId))
    .where(and(eq(announcementRecipients.personId, personId), afterCursor(latest, page)))
    .orderBy(...inOrder(latest))
    .limit(page.limit + 1)
  const items = rows.map(({ announcement, season: { name, slug, terminology } }) => ({
    ...asSent(announcement),
    seasonName: name,
    seasonSlug: slug,
    terminology,
  }))
  return pageOf(items, page, (row) => [row.sentAt, row.id])
}

/** Drafts that wait to be sent, for the organisers' list of what needs them. */
export async function announcementAttention(
  db: Db,
  { id, status }: { id: string; status: 'draft' | 'published' | 'closed' },
): Promise<{ code: string; count: number }[]> {
  if (status === 'draft') return []
  const [row] = await db
    .select({ total: count() })
    .from(announcements)
    .where(and(eq(announcements.seasonId, id), eq(announcements.status, 'draft')))
  return row && row.total > 0 ? [{ code: 'seasons.announcements_to_send', count: row.total }] : []
}

const asSent = (row: Announcement) => ({ ...row, sentAt: row.sentAt! })
