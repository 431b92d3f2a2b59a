import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from '../db/columns.ts'

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    personId: uuid().notNull(),
    key: text().notNull(),
    request: text().notNull(),
    answer: text(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.key] }), index().on(table.createdAt)],
)
