import { and, asc, count, eq, inArray, sql } from 'drizzle-orm'
import { mostCounted } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { seasons } from '../seasons.table.ts'
import { tallyCounters } from './tally.table.ts'

export type TallyCounter = typeof tallyCounters.$inferSelect
type CounterFields = Omit<TallyCounter, 'id' | 'seasonId' | 'version' | 'createdAt'>

/** In the order in which they were made; there are a few dozen at most. */
export const findCounters = (db: Db, seasonId: string): Promise<TallyCounter[]> =>
  db
    .select()
    .from(tallyCounters)
    .where(eq(tallyCounters.seasonId, seasonId))
    .orderBy(asc(tallyCounters.createdAt), asc(tallyCounters.id))

/** Undefined where there is no such season to be seen. */
export async function findPublicCounters(db: Db, slug: string): Promise<TallyCounter[] | undefined> {
  const rows = await db
    .select({ counter: tallyCounters })
    .from(seasons)
    .leftJoin(tallyCounters, and(eq(tallyCounters.seasonId, seasons.id), eq(tallyCounters.public, true)))
    .where(and(eq(seasons.slug, slug), inArray(seasons.status, ['published', 'closed'])))
    .orderBy(asc(tallyCounters.createdAt), asc(tallyCounters.id))
  return rows.length === 0 ? undefined : rows.flatMap(({ counter }) => counter ?? [])
}

export async function findCounter(
  db: Db,
  id: string,
): Promise<{ counter: TallyCounter; delegationId: string } | undefined> {
  const [found] = await db
    .select({ counter: tallyCounters, delegationId: seasons.delegationId })
    .from(tallyCounters)
    .innerJoin(seasons, eq(seasons.id, tallyCounters.seasonId))
    .where(eq(tallyCounters.id, id))
  return found
}

export async function countCounters(db: Db, seasonId: string): Promise<number> {
  const [row] = await db.select({ total: count() }).from(tallyCounters).where(eq(tallyCounters.seasonId, seasonId))
  return row!.total
}

export async function insertCounter(
  db: Db,
  seasonId: string,
  fields: Omit<CounterFields, 'amount' | 'part'>,
): Promise<TallyCounter> {
  const [counter] = await db
    .insert(tallyCounters)
    .values({ ...fields, seasonId })
    .returning()
  return counter!
}

const next = sql`${tallyCounters.version} + 1`

/** Undefined where the counter is gone, or would leave its limits: the database adds, so that no two taps are counted as one. */
export async function increase(
  db: Db,
  id: string,
  { of, by }: { of: 'amount' | 'part'; by: number },
): Promise<TallyCounter | undefined> {
  const more = (field: 'amount' | 'part') =>
    of === field ? sql`${tallyCounters[field]} + ${by}::numeric` : sql`${tallyCounters[field]}`
  const [counter] = await db
    .update(tallyCounters)
    .set({ [of]: more(of), version: next })
    .where(
      and(
        eq(tallyCounters.id, id),
        sql`${more('part')} between 0 and ${more('amount')}`,
        sql`${more('amount')} <= ${mostCounted}::numeric`,
      ),
    )
    .returning()
  return counter
}

/** Undefined where somebody changed it since this version. */
export async function updateCounter(
  db: Db,
  id: string,
  version: number,
  fields: Omit<CounterFields, 'kind'>,
): Promise<TallyCounter | undefined> {
  const [counter] = await db
    .update(tallyCounters)
    .set({ ...fields, version: next })
    .where(and(eq(tallyCounters.id, id), eq(tallyCounters.version, version)))
    .returning()
  return counter
}

/** True for the first of two who remove it at once. */
export async function deleteCounter(db: Db, id: string): Promise<boolean> {
  const gone = await db.delete(tallyCounters).where(eq(tallyCounters.id, id)).returning({ id: tallyCounters.id })
  return gone.length === 1
}
