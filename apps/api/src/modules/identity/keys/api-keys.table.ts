import { sql } from 'drizzle-orm'
import { check, date, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { people } from '../people.table.ts'

/** Kept as a hash only: whoever reads the database cannot act as anyone with what they find. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    keyHash: text().notNull(),
    beginning: text().notNull(),
    scopes: text({ enum: ['read', 'write', 'team_problems'] })
      .array()
      .notNull(),
    createdAt: createdAt(),
    expiresAt: instant().notNull(),
    lastUsedOn: date(),
  },
  (table) => [
    uniqueIndex('api_keys_hash').on(table.keyHash),
    index().on(table.personId),
    index().on(table.expiresAt),
    check(
      'api_keys_scopes',
      sql`cardinality(${table.scopes}) > 0 and ${table.scopes} <@ array['read', 'write', 'team_problems']`,
    ),
  ],
)
