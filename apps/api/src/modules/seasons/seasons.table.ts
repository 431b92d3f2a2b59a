import { sql } from 'drizzle-orm'
import { check, date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { PersonCategory, Terminology } from '@essor/contracts'
import { createdAt, id } from '../../platform/db/columns.ts'
import { delegations } from '../delegations/index.ts'

export const seasons = pgTable(
  'seasons',
  {
    id: id(),
    delegationId: uuid()
      .notNull()
      .references(() => delegations.id),
    slug: text().notNull(),
    name: text().notNull(),
    summary: text().notNull(),
    preset: text({ enum: ['sprint_48h', 'season_2_months', 'solidarity_day', 'online_evening'] }).notNull(),
    presence: text({ enum: ['in_person', 'remote', 'hybrid'] }).notNull(),
    place: text().notNull(),
    timeZone: text().notNull(),
    startsOn: date().notNull(),
    endsOn: date().notNull(),
    capacity: integer(),
    /** By hand, organisers confirm; first come, an application is confirmed at once while places last. */
    enrolmentMode: text({ enum: ['by_hand', 'first_come'] })
      .notNull()
      .default('by_hand'),
    /** How long a place that came free is held for the person it is offered to. */
    offerHours: integer().notNull().default(48),
    categoryPlaces: jsonb().$type<Partial<Record<PersonCategory, number>>>().notNull().default({}),
    terminology: jsonb().$type<Terminology>().notNull(),
    status: text({ enum: ['draft', 'published', 'closed'] })
      .notNull()
      .default('draft'),
    /** So many days after the last one, what people need to take part is erased. */
    needsKeptDays: integer().notNull().default(30),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('seasons_slug').on(table.slug),
    index().on(table.delegationId, table.createdAt),
    index().on(table.status, table.startsOn),
    check('seasons_days', sql`${table.endsOn} >= ${table.startsOn}`),
  ],
)
