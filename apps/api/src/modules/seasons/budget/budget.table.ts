import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from '../../../platform/db/columns.ts'
import { files } from '../../../platform/files/files.table.ts'
import { seasons } from '../seasons.table.ts'

export const budgetLines = pgTable(
  'budget_lines',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['income', 'expense', 'in_kind'] }).notNull(),
    heading: text({
      enum: ['funding', 'venue', 'meals', 'facilitation', 'prizes', 'communication', 'travel', 'equipment', 'other'],
    }).notNull(),
    otherHeading: text().notNull().default(''),
    funder: text().notNull().default(''),
    label: text().notNull(),
    plannedCents: integer().notNull(),
    realCents: integer(),
    note: text().notNull().default(''),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.seasonId, table.createdAt),
    check('budget_lines_amounts', sql`${table.plannedCents} >= 0 and ${table.realCents} >= 0`),
  ],
)

export const budgetReceipts = pgTable(
  'budget_receipts',
  {
    id: id(),
    lineId: uuid()
      .notNull()
      .references(() => budgetLines.id, { onDelete: 'cascade' }),
    fileId: uuid()
      .notNull()
      .references(() => files.id),
  },
  (table) => [index().on(table.lineId), uniqueIndex('budget_receipts_file').on(table.fileId)],
)
