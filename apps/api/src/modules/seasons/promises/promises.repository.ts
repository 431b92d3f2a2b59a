import { and, asc, count, eq, inArray, ne, sql } from 'drizzle-orm'
import type { PromiseStatus } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { people } from '../../identity/index.ts'
import { timePromises } from './promises.table.ts'

export type TimePromise = typeof timePromises.$inferSelect

/** Promises that still hold: nobody has answered for them yet. */
const holding = ['promised', 'asked'] as const

/** Holds a person while their time is added up, so that limits hold whatever arrives at once. */
export async function lockPerson(db: Db, personId: string): Promise<void> {
  await db.select({ id: people.id }).from(people).where(eq(people.id, personId)).for('no key update')
}

export async function insertPromise(db: Db, draft: typeof timePromises.$inferInsert): Promise<TimePromise> {
  const [promise] = await db.insert(timePromises).values(draft).returning()
  return promise!
}

export async function findPromise(db: Db, id: string): Promise<TimePromise | undefined> {
  const [promise] = await db.select().from(timePromises).where(eq(timePromises.id, id))
  return promise
}

export async function lockPromise(db: Db, id: string): Promise<TimePromise | undefined> {
  const [promise] = await db.select().from(timePromises).where(eq(timePromises.id, id)).for('update')
  return promise
}

export async function updatePromise(
  db: Db,
  id: string,
  change: Partial<typeof timePromises.$inferInsert>,
): Promise<TimePromise> {
  const [promise] = await db
    .update(timePromises)
    .set({ ...change, version: sql`${timePromises.version} + 1` })
    .where(eq(timePromises.id, id))
    .returning()
  return promise!
}

export async function countHolding(db: Db, seasonId: string, personId: string): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(timePromises)
    .where(
      and(
        eq(timePromises.seasonId, seasonId),
        eq(timePromises.personId, personId),
        inArray(timePromises.status, [...holding]),
      ),
    )
  return row!.total
}

/** What someone promised for the season and has not been answered for, held until the transaction ends. */
export async function lockOwnPromises(db: Db, seasonId: string, personId: string): Promise<TimePromise[]> {
  return db
    .select()
    .from(timePromises)
    .where(
      and(
        eq(timePromises.seasonId, seasonId),
        eq(timePromises.personId, personId),
        eq(timePromises.period, 'season'),
        inArray(timePromises.status, [...holding]),
      ),
    )
    .for('update')
}

export async function movePromises(db: Db, ids: readonly string[], to: PromiseStatus, at: Date): Promise<void> {
  await db
    .update(timePromises)
    .set({ status: to, statusAt: at, version: sql`${timePromises.version} + 1` })
    .where(inArray(timePromises.id, [...ids]))
}

/** When someone leaves, their promises for the season leave with them. */
export async function withdrawPromises(
  db: Db,
  seasonId: string,
  personIds: readonly string[],
  at: Date,
): Promise<void> {
  await db
    .update(timePromises)
    .set({ status: 'withdrawn', statusAt: at, version: sql`${timePromises.version} + 1` })
    .where(
      and(
        eq(timePromises.seasonId, seasonId),
        inArray(timePromises.personId, [...personIds]),
        inArray(timePromises.status, [...holding]),
      ),
    )
}

/** What this person said they would give after the season. */
export async function findFollowUps(db: Db, seasonId: string, personId: string): Promise<TimePromise[]> {
  return db
    .select()
    .from(timePromises)
    .where(
      and(
        eq(timePromises.seasonId, seasonId),
        eq(timePromises.personId, personId),
        eq(timePromises.period, 'follow_up'),
        ne(timePromises.status, 'withdrawn'),
      ),
    )
}

/** Every promise that was not taken back, of these people in these seasons; each person has a dozen at most. */
export async function listPromises(
  db: Db,
  seasonIds: readonly string[],
  personIds: readonly string[],
): Promise<TimePromise[]> {
  return db
    .select()
    .from(timePromises)
    .where(
      and(
        inArray(timePromises.seasonId, [...seasonIds]),
        inArray(timePromises.personId, [...personIds]),
        ne(timePromises.status, 'withdrawn'),
      ),
    )
    .orderBy(asc(timePromises.startsOn), asc(timePromises.id))
}
