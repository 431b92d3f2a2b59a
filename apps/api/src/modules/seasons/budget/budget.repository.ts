import { and, asc, count, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type Page, type PageOf } from '../../../platform/db/pages.ts'
import { files } from '../../../platform/files/files.table.ts'
import { seasons } from '../seasons.table.ts'
import { budgetLines, budgetReceipts } from './budget.table.ts'

type Line = typeof budgetLines.$inferSelect
export type BudgetLine = Line & { receipts: BudgetReceipt[] }
export type LineFields = Omit<Line, 'id' | 'seasonId' | 'version' | 'createdAt'>

const oldest: ListOrder = { by: budgetLines.createdAt, id: budgetLines.id, direction: 'asc' }

interface LineFilter {
  kind?: Line['kind'] | undefined
  heading?: Line['heading'] | undefined
  funder?: string | undefined
}

/** In the order in which they were written. A page is two queries, whatever its length. */
export async function listLines(
  db: Db,
  seasonId: string,
  { kind, heading, funder, ...page }: PageOf & LineFilter,
): Promise<Page<BudgetLine>> {
  const rows = await db
    .select()
    .from(budgetLines)
    .where(
      and(
        eq(budgetLines.seasonId, seasonId),
        kind && eq(budgetLines.kind, kind),
        heading && eq(budgetLines.heading, heading),
        funder === undefined ? undefined : eq(budgetLines.funder, funder),
        afterCursor(oldest, page),
      ),
    )
    .orderBy(...inOrder(oldest))
    .limit(page.limit + 1)
  const shown = pageOf(rows, page, (row) => [row.createdAt, row.id])
  return { ...shown, items: await withReceipts(db, shown.items) }
}

/** Every line of a season, for an export: money that comes in, money that goes out, gifts. */
export const findLines = (db: Db, seasonId: string) =>
  db
    .select({ line: budgetLines, receipts: count(budgetReceipts.id) })
    .from(budgetLines)
    .leftJoin(budgetReceipts, eq(budgetReceipts.lineId, budgetLines.id))
    .where(eq(budgetLines.seasonId, seasonId))
    .groupBy(budgetLines.id)
    .orderBy(sql`array_position(array['income', 'expense', 'in_kind'], ${budgetLines.kind})`, ...inOrder(oldest))

export async function withReceipts(db: Db, lines: readonly Line[]): Promise<BudgetLine[]> {
  const receipts = await findReceipts(
    db,
    lines.map(({ id }) => id),
  )
  const of = Map.groupBy(receipts, ({ lineId }) => lineId)
  return lines.map((line) => ({ ...line, receipts: of.get(line.id) ?? [] }))
}

const sum = (amount: unknown) => sql<number>`coalesce(sum(${amount}), 0)`.mapWith(Number)

/** What the budget at a glance is made of. */
export const sumLines = (db: Db, seasonId: string) =>
  db
    .select({
      kind: budgetLines.kind,
      heading: budgetLines.heading,
      otherHeading: budgetLines.otherHeading,
      funder: budgetLines.funder,
      plannedCents: sum(budgetLines.plannedCents),
      realCents: sum(budgetLines.realCents),
      openCents:
        sql<number>`coalesce(sum(${budgetLines.plannedCents}) filter (where ${budgetLines.realCents} is null), 0)`.mapWith(
          Number,
        ),
      lines: count(),
    })
    .from(budgetLines)
    .where(eq(budgetLines.seasonId, seasonId))
    .groupBy(budgetLines.kind, budgetLines.heading, budgetLines.otherHeading, budgetLines.funder)
    .orderBy(asc(budgetLines.funder), asc(budgetLines.heading), asc(budgetLines.otherHeading), asc(budgetLines.kind))

export type BudgetGroup = Awaited<ReturnType<typeof sumLines>>[number]

export async function countLines(db: Db, seasonId: string): Promise<number> {
  const [row] = await db.select({ total: count() }).from(budgetLines).where(eq(budgetLines.seasonId, seasonId))
  return row!.total
}

export async function insertLine(db: Db, seasonId: string, fields: LineFields): Promise<Line> {
  const [line] = await db
    .insert(budgetLines)
    .values({ ...fields, seasonId })
    .returning()
  return line!
}

/** Where a line, or what hangs on it, stands. */
export async function findLine(db: Db, id: string): Promise<{ line: Line; delegationId: string } | undefined> {
  const [found] = await db
    .select({ line: budgetLines, delegationId: seasons.delegationId })
    .from(budgetLines)
    .innerJoin(seasons, eq(seasons.id, budgetLines.seasonId))
    .where(eq(budgetLines.id, id))
  return found
}

/** Holds the line until the transaction ends: what hangs on it is counted and changed one after the other. */
export async function lockLine(db: Db, id: string): Promise<Line | undefined> {
  const [line] = await db.select().from(budgetLines).where(eq(budgetLines.id, id)).for('update')
  return line
}

export async function updateLine(db: Db, id: string, fields: LineFields): Promise<Line> {
  const [line] = await db
    .update(budgetLines)
    .set({ ...fields, version: sql`${budgetLines.version} + 1` })
    .where(eq(budgetLines.id, id))
    .returning()
  return line!
}

export async function deleteLine(db: Db, id: string): Promise<void> {
  await db.delete(budgetLines).where(eq(budgetLines.id, id))
}

const receiptFields = {
  id: budgetReceipts.id,
  lineId: budgetReceipts.lineId,
  fileId: budgetReceipts.fileId,
  name: files.name,
  type: files.type,
  size: files.size,
  createdAt: files.createdAt,
}

export interface BudgetReceipt {
  id: string
  lineId: string
  fileId: string
  name: string
  type: string
  size: number
  createdAt: Date
}

export async function findReceipts(db: Db, lineIds: readonly string[]): Promise<BudgetReceipt[]> {
  if (lineIds.length === 0) return []
  return db
    .select(receiptFields)
    .from(budgetReceipts)
    .innerJoin(files, eq(files.id, budgetReceipts.fileId))
    .where(inArray(budgetReceipts.lineId, [...lineIds]))
    .orderBy(asc(files.createdAt), asc(budgetReceipts.id))
}

export async function findReceipt(db: Db, id: string): Promise<BudgetReceipt | undefined> {
  const [receipt] = await db
    .select(receiptFields)
    .from(budgetReceipts)
    .innerJoin(files, eq(files.id, budgetReceipts.fileId))
    .where(eq(budgetReceipts.id, id))
  return receipt
}

export async function insertReceipt(db: Db, lineId: string, fileId: string): Promise<{ id: string }> {
  const [receipt] = await db.insert(budgetReceipts).values({ lineId, fileId }).returning({ id: budgetReceipts.id })
  return receipt!
}

/** True for the first of two who remove it at once. */
export async function deleteReceipt(db: Db, id: string): Promise<boolean> {
  const gone = await db.delete(budgetReceipts).where(eq(budgetReceipts.id, id)).returning({ id: budgetReceipts.id })
  return gone.length === 1
}
