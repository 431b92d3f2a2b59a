import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from '../../../platform/db/columns.ts'
import { seasons } from '../seasons.table.ts'

/** Where a season happens: a place with its own clock, or `remote`, which is a site too. */
export const seasonSites = pgTable(
  'season_sites',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['place', 'remote'] }).notNull(),
    name: text().notNull(),
    address: text().notNull().default(''),
    timeZone: text().notNull(),
    capacity: integer(),
    accessNotes: text().notNull().default(''),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('season_sites_name').on(table.seasonId, table.name),
    index().on(table.seasonId, table.createdAt),
  ],
)
