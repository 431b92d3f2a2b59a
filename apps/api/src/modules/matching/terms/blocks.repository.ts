import { and, asc, count, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { availabilityBlocks, personBlocks } from './terms.table.ts'

export type Block = typeof availabilityBlocks.$inferSelect

/** Every one of the season, in the order in which they were added: there are some dozens at most. */
export async function findBlocks(db: Db, seasonId: string): Promise<Block[]> {
  return db
    .select()
    .from(availabilityBlocks)
    .where(eq(availabilityBlocks.seasonId, seasonId))
    .orderBy(asc(availabilityBlocks.createdAt), asc(availabilityBlocks.id))
}

export async function findBlock(db: Db, id: string): Promise<Block | undefined> {
  const [block] = await db.select().from(availabilityBlocks).where(eq(availabilityBlocks.id, id))
  return block
}

/** As they are called today; those removed since are not among them. */
export async function namesOfBlocks(db: Db, ids: readonly string[]): Promise<Map<string, Pick<Block, 'id' | 'name'>>> {
  if (ids.length === 0) return new Map()
  const { id, name } = availabilityBlocks
  const rows = await db
    .select({ id, name })
    .from(availabilityBlocks)
    .where(inArray(id, [...ids]))
  return new Map(rows.map((block) => [block.id, block]))
}

export async function countBlocks(db: Db, seasonId: string): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(availabilityBlocks)
    .where(eq(availabilityBlocks.seasonId, seasonId))
  return row!.total
}

export async function insertBlock(db: Db, seasonId: string, name: string): Promise<Block> {
  const [block] = await db.insert(availabilityBlocks).values({ seasonId, name }).returning()
  return block!
}

/** Nothing where someone renamed or removed it meanwhile. */
export async function renameBlock(db: Db, id: string, version: number, name: string): Promise<Block | undefined> {
  const [block] = await db
    .update(availabilityBlocks)
    .set({ name, version: sql`${availabilityBlocks.version} + 1` })
    .where(and(eq(availabilityBlocks.id, id), eq(availabilityBlocks.version, version)))
    .returning()
  return block
}

export async function deleteBlock(db: Db, id: string): Promise<void> {
  await db.delete(availabilityBlocks).where(eq(availabilityBlocks.id, id))
}

const ofSeason = (db: Db, seasonId: string) =>
  db.select({ id: availabilityBlocks.id }).from(availabilityBlocks).where(eq(availabilityBlocks.seasonId, seasonId))

/** Who ticked which moments of the season. */
export async function ticksOf(db: Db, seasonId: string): Promise<Map<string, string[]>> {
  const rows = await db
    .select()
    .from(personBlocks)
    .where(inArray(personBlocks.blockId, ofSeason(db, seasonId)))
    .orderBy(asc(personBlocks.blockId))
  const ticks = new Map<string, string[]>()
  for (const { personId, blockId } of rows) ticks.set(personId, [...(ticks.get(personId) ?? []), blockId])
  return ticks
}

export async function replaceTicks(
  db: Db,
  seasonId: string,
  personId: string,
  blockIds: readonly string[],
): Promise<void> {
  await db
    .delete(personBlocks)
    .where(and(eq(personBlocks.personId, personId), inArray(personBlocks.blockId, ofSeason(db, seasonId))))
  if (blockIds.length > 0) await db.insert(personBlocks).values(blockIds.map((blockId) => ({ personId, blockId })))
}

export async function ownTicks(db: Db, seasonId: string, personId: string): Promise<string[]> {
  const rows = await db
    .select({ blockId: personBlocks.blockId })
    .from(personBlocks)
    .innerJoin(availabilityBlocks, eq(availabilityBlocks.id, personBlocks.blockId))
    .where(and(eq(personBlocks.personId, personId), eq(availabilityBlocks.seasonId, seasonId)))
    .orderBy(asc(availabilityBlocks.createdAt), asc(availabilityBlocks.id))
  return rows.map(({ blockId }) => blockId)
}
