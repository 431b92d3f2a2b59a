import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { createdAt, id, instant } from '../../platform/db/columns.ts'
import { people } from '../identity/index.ts'
import { teams } from '../matching/index.ts'
import { seasons } from '../seasons/index.ts'

const seasonId = () =>
  uuid()
    .notNull()
    .references(() => seasons.id, { onDelete: 'cascade' })

export const awards = pgTable(
  'awards',
  {
    id: id(),
    seasonId: seasonId(),
    title: text().notNull(),
    amountCents: integer().notNull(),
    funder: text().notNull(),
    teamId: uuid().references(() => teams.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.seasonId, table.createdAt), check('awards_amount', sql`${table.amountCents} >= 0`)],
)

/** What the jury decided; `places` is written when results are published, and stays as it was then. */
export const deliberations = pgTable('deliberations', {
  seasonId: seasonId().primaryKey(),
  method: text({ enum: ['raw-mean', 'z-score', 'mixed-model'] }).notNull(),
  order: jsonb().$type<string[]>(),
  reason: text().notNull(),
  places: jsonb().$type<{ teamId: string; rank: number }[]>(),
  publishedAt: instant(),
  publishedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
  version: integer().notNull().default(1),
  createdAt: createdAt(),
})
