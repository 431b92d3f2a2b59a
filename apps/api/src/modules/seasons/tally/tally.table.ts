import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, numeric, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from '../../../platform/db/columns.ts'
import { seasons } from '../seasons.table.ts'

/** Exact to one decimal: 0.1 + 0.2 litres are 0.3. */
const amount = () => numeric({ precision: 7, scale: 1, mode: 'number' })

export const tallyCounters = pgTable(
  'tally_counters',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['count', 'loop', 'meals'] }).notNull(),
    label: text().notNull(),
    unit: text().notNull().default(''),
    target: amount(),
    public: boolean().notNull().default(false),
    /** Counted, lent or ordered. */
    amount: amount().notNull().default(0),
    /** Of these: come back, or thrown away. */
    part: amount().notNull().default(0),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.seasonId, table.createdAt),
    check('tally_counters_amounts', sql`${table.part} >= 0 and ${table.part} <= ${table.amount}`),
  ],
)
