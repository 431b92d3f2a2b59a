import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from '../../../platform/db/columns.ts'
import { seasons } from '../../seasons/index.ts'
import type { StoredPolicy } from './policy.rules.ts'

/** What organisers ask of teams, under a name, to begin runs from. */
export const matchingPolicies = pgTable(
  'matching_policies',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    policy: jsonb().$type<StoredPolicy>().notNull(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('matching_policies_name').on(table.seasonId, table.name),
    index().on(table.seasonId, table.createdAt),
  ],
)
