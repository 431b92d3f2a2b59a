import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Diet } from '@essor/contracts'
import { id, instant } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
import { seasons } from '../seasons.table.ts'

/** What someone needs so that they can come. Private: a few may read it, and it is erased some days after the season. */
export const inclusionNeeds = pgTable(
  'inclusion_needs',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['childcare', 'access', 'diet', 'transport', 'device'] }).notNull(),
    detail: text().notNull(),
    diets: jsonb().$type<Diet[]>().notNull(),
    children: integer(),
    changedAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('inclusion_needs_once').on(table.seasonId, table.personId, table.kind),
    index().on(table.personId),
  ],
)
