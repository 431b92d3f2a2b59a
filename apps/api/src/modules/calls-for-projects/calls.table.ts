import type { Criterion } from '@essor/contracts'
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../platform/db/columns.ts'
import { seasons } from '../seasons/index.ts'

export const calls = pgTable(
  'calls',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    presentation: text().notNull(),
    opensAt: instant().notNull(),
    /** The last instant at which a submission is in. */
    closesAt: instant().notNull(),
    timeZone: text().notNull(),
    criteria: jsonb().$type<Criterion[]>().notNull(),
    status: text({ enum: ['draft', 'published', 'decided'] })
      .notNull()
      .default('draft'),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.seasonId, table.createdAt),
    check('calls_order', sql`${table.closesAt} > ${table.opensAt}`),
  ],
)
