import { LocalDay } from '@essor/contracts'
import { sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { AppError } from '../errors.ts'

/** What PageQuery of the contracts parses to. */
export interface PageOf {
  cursor?: string | undefined
  limit: number
}

export interface Page<Row> {
  items: Row[]
  nextCursor: string | null
}

type Key = string | number | Date

/**
 * Keyset pagination: the order of a list is one column and the id. The cursor holds both of the last row, so a page costs
 * the same wherever it stands, and rows that come in between are neither lost nor shown twice.
 */
export interface ListOrder {
  by: PgColumn
  id: PgColumn
  direction: 'asc' | 'desc'
}

export function afterCursor({ by, id, direction }: ListOrder, { cursor }: PageOf): SQL | undefined {
  if (!cursor) return undefined
  const [key, lastId] = readCursor(cursor)
  const bound = sql`(${sql.param(keyOf(by, key), by)}, ${sql.param(lastId, id)})`
  return direction === 'asc' ? sql`(${by}, ${id}) > ${bound}` : sql`(${by}, ${id}) < ${bound}`
}

export const inOrder = ({ by, id, direction }: ListOrder): [SQL, SQL] =>
  direction === 'asc' ? [sql`${by} asc`, sql`${id} asc`] : [sql`${by} desc`, sql`${id} desc`]

/** An order that the query works out itself: ascending, by a number or a text, then by id. */
export interface ComputedOrder {
  by: SQL | SQL.Aliased
  id: PgColumn | SQL.Aliased
  kind: 'number' | 'string'
}

export function afterComputed({ by, id, kind }: ComputedOrder, { cursor }: PageOf): SQL | undefined {
  if (!cursor) return undefined
  const [key, lastId] = readCursor(cursor)
  if (typeof key !== kind || String(key).includes('\u0000')) throw wrongCursor()
  const value = kind === 'number' ? sql`${String(key)}::numeric` : sql`${key}::text`
  return sql`(${by}, ${id}) > (${value}, ${lastId}::uuid)`
}

/** Takes `limit + 1` rows as read, and says whether there is more. */
export function pageOf<Row>(rows: Row[], { limit }: PageOf, key: (row: Row) => [Key, string]): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? writeCursor(key(last)) : null }
}

const writeCursor = (key: [Key, string]): string => Buffer.from(JSON.stringify(key)).toString('base64url')

function readCursor(cursor: string): [string | number, string] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(key) && key.length === 2 && isId(key[1]) && isKey(key[0])) return [key[0], key[1]]
  } catch {
    // Falls through to the refusal.
  }
  throw wrongCursor()
}

const isId = (id: unknown): id is string =>
  typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

const isKey = (key: unknown): key is string | number => typeof key === 'string' || typeof key === 'number'

function keyOf(by: PgColumn, key: string | number): Key {
  if (by.dataType === 'date') {
    const date = new Date(key)
    // PostgreSQL knows other years, but not as JavaScript writes them.
    if (!(date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999)) throw wrongCursor()
    return date
  }
  if (by.columnType === 'PgDateString' && !LocalDay.safeParse(key).success) throw wrongCursor()
  // Larger numbers, and fractions, are none that PostgreSQL keeps in such a column.
  if (by.columnType === 'PgInteger' && (!Number.isInteger(key) || Math.abs(Number(key)) > 2_147_483_647))
    throw wrongCursor()
  if (by.dataType !== typeof key || String(key).includes('\u0000')) throw wrongCursor()
  return key
}

const wrongCursor = () => new AppError('cursor_invalid', 'This cursor is not one that the list gave. Start without it.')
