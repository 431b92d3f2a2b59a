import { and, eq, inArray, lt, or, sql, type SQL } from 'drizzle-orm'
import { pgTable, type PgColumn } from 'drizzle-orm/pg-core'
import type { MatchingRunStatus } from '@essor/contracts'
import type { Progress } from '@essor/team-formation'
import { id } from '../../../platform/db/columns.ts'
import type { Db } from '../../../platform/db/connection.ts'
import { leaseFrom, mostAttempts, runsBefore } from '../run.rules.ts'
import { searchColumns } from './searches.table.ts'

const bare = (name: string) => pgTable(name, { id: id(), ...searchColumns() })

/** A table with these columns among others. */
export type SearchTable = Pick<ReturnType<typeof bare>, keyof ReturnType<typeof searchColumns> | 'id'>
type Bare = ReturnType<typeof bare>

/** Where one kind of search is kept: whose each is, and its problem, in whatever form its thread takes it. */
export interface SearchStore {
  table: SearchTable
  owner: PgColumn
  problem: PgColumn | SQL
}

export interface Held {
  id: string
  attempt: number
}

export interface Claimed extends Held {
  ownerId: string
  problem: unknown
}

/** Columns of the table by name; those that all searches have, and its own. */
export type SearchChange = Record<string, unknown>

const asBare = (table: SearchTable): Bare => table as Bare

/** Takes a waiting search, or one whose process has been silent for the length of a lease. PostgreSQL lets one have it. */
export async function claimSearch(
  db: Db,
  { table, owner, problem }: SearchStore,
  searchId: string,
  now: Date,
): Promise<Claimed | undefined> {
  const [claimed] = await db
    .update(asBare(table))
    .set({
      status: 'running',
      attempt: sql`${table.attempt} + 1`,
      startedAt: sql`coalesce(${table.startedAt}, ${sql.param(now, table.startedAt)})`,
      leaseUntil: leaseFrom(now),
    })
    .where(
      and(
        eq(table.id, searchId),
        or(
          eq(table.status, 'queued'),
          and(eq(table.status, 'running'), lt(table.leaseUntil, now), lt(table.attempt, mostAttempts)),
        ),
      ),
    )
    .returning({ id: table.id, attempt: table.attempt, ownerId: owner, problem })
  return claimed as Claimed | undefined
}

export async function findSearch(db: Db, { table, owner }: SearchStore, searchId: string) {
  const [found] = await db
    .select({ status: table.status, leaseUntil: table.leaseUntil, ownerId: owner })
    .from(asBare(table))
    .where(eq(table.id, searchId))
  return found
}

/** Those that a process is at, or was at when it died. */
export async function listRunning(db: Db, { table }: SearchStore) {
  return db
    .select({ id: table.id, leaseUntil: table.leaseUntil })
    .from(asBare(table))
    .where(eq(table.status, 'running'))
}

/** Moves the search on if its state allows that; two who ask at once, one gets it. */
export async function moveSearch(
  db: Db,
  { table }: Pick<SearchStore, 'table'>,
  searchId: string,
  to: MatchingRunStatus,
  change: SearchChange = {},
): Promise<boolean> {
  const moved = await db
    .update(asBare(table))
    .set({ ...change, status: to })
    .where(and(eq(table.id, searchId), inArray(table.status, runsBefore(to))))
    .returning({ id: table.id })
  return moved.length === 1
}

const stillHeld = (table: SearchTable, { id: searchId, attempt }: Held) =>
  and(eq(table.id, searchId), eq(table.status, 'running'), eq(table.attempt, attempt))

/** False when the search was cancelled or erased, or taken over by another process. */
export async function renewLease(
  db: Db,
  { table }: Pick<SearchStore, 'table'>,
  held: Held,
  now: Date,
  progress: Progress | null,
): Promise<boolean> {
  const renewed = await db
    .update(asBare(table))
    .set({ leaseUntil: leaseFrom(now), ...(progress && { progress }) })
    .where(stillHeld(table, held))
    .returning({ id: table.id })
  return renewed.length === 1
}

/** Only the latest attempt may end a search, so that its result is there once. */
export async function endAttempt(
  db: Db,
  { table }: Pick<SearchStore, 'table'>,
  held: Held,
  change: SearchChange,
): Promise<boolean> {
  const ended = await db
    .update(asBare(table))
    .set({ ...change, leaseUntil: null })
    .where(stillHeld(table, held))
    .returning({ id: table.id })
  return ended.length === 1
}
