import { and, asc, eq, exists, inArray, lte, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { people } from '../../identity/index.ts'
import { givenTimes, promiseFarewells, timePromises } from './promises.table.ts'

export type Farewell = typeof promiseFarewells.$inferSelect

/** Undefined when the people of this season were asked already. */
export async function insertFarewell(db: Db, farewell: Farewell): Promise<Farewell | undefined> {
  const [row] = await db.insert(promiseFarewells).values(farewell).onConflictDoNothing().returning()
  return row
}

export async function findFarewells(db: Db, seasonIds: readonly string[]): Promise<Farewell[]> {
  return db
    .select()
    .from(promiseFarewells)
    .where(inArray(promiseFarewells.seasonId, [...seasonIds]))
}

const ofSeason = (seasonId: string, status: 'promised' | 'asked') =>
  and(eq(timePromises.seasonId, seasonId), eq(timePromises.period, 'season'), eq(timePromises.status, status))

export async function countToAsk(db: Db, seasonId: string): Promise<number> {
  const [row] = await db
    .select({ total: sql<number>`count(distinct ${timePromises.personId})::int` })
    .from(timePromises)
    .where(ofSeason(seasonId, 'promised'))
  return row!.total
}

/** Moves every promise of the season that stands so, and says whose they were. */
export async function moveAll(
  db: Db,
  seasonId: string,
  from: 'promised' | 'asked',
  to: 'asked' | 'released',
  at: Date,
): Promise<string[]> {
  const rows = await db
    .update(timePromises)
    .set({ status: to, statusAt: at, version: sql`${timePromises.version} + 1` })
    .where(ofSeason(seasonId, from))
    .returning({ personId: timePromises.personId })
  return [...new Set(rows.map(({ personId }) => personId))]
}

const due = (db: Db, now: Date) =>
  and(
    lte(promiseFarewells.answerBy, now),
    exists(
      db
        .select()
        .from(timePromises)
        .where(and(eq(timePromises.seasonId, promiseFarewells.seasonId), eq(timePromises.status, 'asked'))),
    ),
  )

/** The seasons whose time to answer is over while some have not. */
export async function findDueFarewells(db: Db, now: Date): Promise<string[]> {
  const rows = await db.select({ seasonId: promiseFarewells.seasonId }).from(promiseFarewells).where(due(db, now))
  return rows.map(({ seasonId }) => seasonId)
}

/** Undefined where it is no longer due, or another process holds it. */
export async function lockDueFarewell(db: Db, seasonId: string, now: Date): Promise<Farewell | undefined> {
  const [farewell] = await db
    .select()
    .from(promiseFarewells)
    .where(and(eq(promiseFarewells.seasonId, seasonId), due(db, now)))
    .for('update', { skipLocked: true })
  return farewell
}

/** Where to write to these people, and what each gave in the season, as far as they confirmed it. */
export async function findReceivers(db: Db, seasonId: string, personIds: readonly string[]) {
  return db
    .select({
      id: people.id,
      email: people.email,
      confirmedMinutes: sql<number>`coalesce(sum(${givenTimes.minutes}), 0)::int`,
    })
    .from(people)
    .leftJoin(
      givenTimes,
      and(eq(givenTimes.personId, people.id), eq(givenTimes.seasonId, seasonId), eq(givenTimes.status, 'confirmed')),
    )
    .where(inArray(people.id, [...personIds]))
    .groupBy(people.id)
    .orderBy(asc(people.id))
}
