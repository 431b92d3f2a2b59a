import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { givenTimes } from './promises.table.ts'

export type GivenTime = typeof givenTimes.$inferSelect

export async function insertGivenTime(db: Db, draft: typeof givenTimes.$inferInsert): Promise<string> {
  const [row] = await db.insert(givenTimes).values(draft).returning({ id: givenTimes.id })
  return row!.id
}

export async function findGivenTime(db: Db, id: string): Promise<GivenTime | undefined> {
  const [row] = await db.select().from(givenTimes).where(eq(givenTimes.id, id))
  return row
}

/** What is recorded for someone on a day, in all their seasons; what they contested does not count. */
export async function minutesOnDay(db: Db, personId: string, day: string): Promise<number> {
  const [row] = await db
    .select({ minutes: sql<number>`coalesce(sum(${givenTimes.minutes}), 0)::int` })
    .from(givenTimes)
    .where(and(eq(givenTimes.personId, personId), eq(givenTimes.day, day), ne(givenTimes.status, 'contested')))
  return row!.minutes
}

/** Only from `to_confirm`, so that of two answers one counts. */
export async function answerGivenTime(
  db: Db,
  id: string,
  answer: Pick<GivenTime, 'status' | 'contestReason'>,
): Promise<boolean> {
  const rows = await db
    .update(givenTimes)
    .set(answer)
    .where(and(eq(givenTimes.id, id), eq(givenTimes.status, 'to_confirm')))
    .returning({ id: givenTimes.id })
  return rows.length === 1
}

/** Unless the person whose time it is has confirmed it meanwhile. */
export async function deleteGivenTime(db: Db, id: string, recordedBy: string): Promise<boolean> {
  const rows = await db
    .delete(givenTimes)
    .where(
      and(
        eq(givenTimes.id, id),
        eq(givenTimes.recordedBy, recordedBy),
        sql`(${givenTimes.status} <> 'confirmed' or ${givenTimes.personId} = ${recordedBy})`,
      ),
    )
    .returning({ id: givenTimes.id })
  return rows.length === 1
}

const recorders = alias(people, 'recorders')

const told = (askedBy: string) => ({
  id: givenTimes.id,
  seasonId: givenTimes.seasonId,
  personId: givenTimes.personId,
  day: givenTimes.day,
  minutes: givenTimes.minutes,
  note: givenTimes.note,
  status: givenTimes.status,
  contestReason: givenTimes.contestReason,
  recordedByName: recorders.name,
  recordedByMe: sql<boolean>`coalesce(${givenTimes.recordedBy} = ${askedBy}, false)`,
  createdAt: givenTimes.createdAt,
})

const tellTimes = (db: Db, askedBy: string) =>
  db.select(told(askedBy)).from(givenTimes).leftJoin(recorders, eq(recorders.id, givenTimes.recordedBy)).$dynamic()

export async function readGivenTime(db: Db, id: string, askedBy: string) {
  const [row] = await tellTimes(db, askedBy).where(eq(givenTimes.id, id))
  return row!
}

const latest: ListOrder = { by: givenTimes.day, id: givenTimes.id, direction: 'desc' }

/** What someone gave in a season, the latest day first. */
export async function listGivenTimes(db: Db, seasonId: string, personId: string, askedBy: string, page: PageOf) {
  const rows = await tellTimes(db, askedBy)
    .where(and(eq(givenTimes.seasonId, seasonId), eq(givenTimes.personId, personId), afterCursor(latest, page)))
    .orderBy(...inOrder(latest))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.day, row.id])
}

/** What waits for someone to say that it is so, the oldest first. */
export async function listToConfirm(db: Db, seasonIds: readonly string[], personId: string) {
  return tellTimes(db, personId)
    .where(
      and(
        inArray(givenTimes.seasonId, [...seasonIds]),
        eq(givenTimes.personId, personId),
        eq(givenTimes.status, 'to_confirm'),
      ),
    )
    .orderBy(asc(givenTimes.day), asc(givenTimes.id))
    .limit(100)
}
