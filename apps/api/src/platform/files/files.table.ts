import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from '../db/columns.ts'

/** What was uploaded; the bytes are in the storage under `key`. Who may read them follows from the thing they belong to. */
export const files = pgTable(
  'files',
  {
    id: id(),
    key: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    size: integer().notNull(),
    sha256: text().notNull(),
    createdBy: uuid(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('files_key').on(table.key), index().on(table.createdBy)],
)
