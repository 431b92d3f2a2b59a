import type { Criterion } from '@essor/contracts'
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { seasons } from '../../seasons/index.ts'

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
    /** How long after `closesAt` a file is still taken, without a word about it on the page. */
    graceMinutes: integer().notNull().default(0),
    /** What holders may still change of a submitted file once the call has closed, until its review begins. */
    editableAfterClose: text({ enum: ['nothing', 'presentation', 'everything'] })
      .notNull()
      .default('nothing'),
    closingMessage: text().notNull().default(''),
    reopenedAt: instant(),
    /** Closed by an organiser before its deadline: there is no grace then. */
    closedAt: instant(),
    /** When the deadline of the published call last changed: its holders were told then. */
    deadlineMovedAt: instant(),
    /** How long holders have to confirm once accepted. */
    confirmDays: integer().notNull().default(7),
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
