import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { seasons } from '../../seasons/index.ts'
import { calls } from './calls.table.ts'
import { reviews, submissions } from '../submissions/submissions.table.ts'

export type Call = typeof calls.$inferSelect

export async function insertCall(db: Db, draft: typeof calls.$inferInsert): Promise<Call> {
  const [call] = await db.insert(calls).values(draft).returning()
  return call!
}

/** Their ids, in the order given. */
export async function insertCalls(db: Db, drafts: (typeof calls.$inferInsert)[]): Promise<string[]> {
  const made = await db.insert(calls).values(drafts).returning({ id: calls.id })
  return made.map(({ id }) => id)
}

/** Every call of a season with all that it is, the oldest first. */
export async function listWholeCalls(db: Db, seasonId: string): Promise<Call[]> {
  return db.select().from(calls).where(eq(calls.seasonId, seasonId)).orderBy(calls.createdAt, calls.id)
}

export async function findCall(db: Db, id: string): Promise<Call | undefined> {
  const [call] = await db.select().from(calls).where(eq(calls.id, id))
  return call
}

/** Holds the call until the transaction ends: publishing, assigning and deciding come one after the other. */
export async function lockCall(db: Db, id: string): Promise<Call | undefined> {
  const [call] = await db.select().from(calls).where(eq(calls.id, id)).for('update')
  return call
}

/** Many may write under one call at once, but none while somebody holds it by `lockCall`. */
export async function shareCall(db: Db, id: string): Promise<Call | undefined> {
  const [call] = await db.select().from(calls).where(eq(calls.id, id)).for('share')
  return call
}

export async function updateCall(db: Db, id: string, change: Partial<typeof calls.$inferInsert>): Promise<Call> {
  const [call] = await db
    .update(calls)
    .set({ ...change, version: sql`${calls.version} + 1` })
    .where(eq(calls.id, id))
    .returning()
  return call!
}

export async function reviewWasBegun(db: Db, callId: string): Promise<boolean> {
  const begun = await db
    .select({ id: reviews.id })
    .from(reviews)
    .innerJoin(submissions, eq(submissions.id, reviews.submissionId))
    .where(and(eq(submissions.callId, callId), inArray(reviews.status, ['draft', 'done'])))
    .limit(1)
  return begun.length > 0
}

const newest: ListOrder = { by: calls.createdAt, id: calls.id, direction: 'desc' }

export async function listCalls(db: Db, seasonId: string, page: PageOf) {
  const rows = await db
    .select()
    .from(calls)
    .where(and(eq(calls.seasonId, seasonId), afterCursor(newest, page)))
    .orderBy(...inOrder(newest))
    .limit(page.limit + 1)
  const counts = await db
    .select({
      callId: submissions.callId,
      drafts: sql<number>`(count(*) filter (where ${submissions.status} = 'draft'))::int`,
      submitted: sql<number>`(count(*) filter (where ${submissions.status} not in ('draft', 'withdrawn')))::int`,
    })
    .from(submissions)
    .where(
      inArray(
        submissions.callId,
        rows.map(({ id }) => id),
      ),
    )
    .groupBy(submissions.callId)
  const counted = new Map(counts.map(({ callId, ...numbers }) => [callId, numbers]))
  return pageOf(
    rows.map((call) => ({ ...call, ...(counted.get(call.id) ?? { drafts: 0, submitted: 0 }) })),
    page,
    (row) => [row.createdAt, row.id],
  )
}

const soonest: ListOrder = { by: calls.closesAt, id: calls.id, direction: 'asc' }

export async function listPublishedCalls(db: Db, seasonId: string, page: PageOf) {
  const rows = await db
    .select()
    .from(calls)
    .where(and(eq(calls.seasonId, seasonId), ne(calls.status, 'draft'), afterCursor(soonest, page)))
    .orderBy(...inOrder(soonest))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.closesAt, row.id])
}

export async function findPublishedCall(db: Db, id: string) {
  const [found] = await db
    .select({ call: calls, seasonName: seasons.name, seasonSlug: seasons.slug })
    .from(calls)
    .innerJoin(seasons, eq(seasons.id, calls.seasonId))
    .where(and(eq(calls.id, id), ne(calls.status, 'draft'), ne(seasons.status, 'draft')))
  return found
}
