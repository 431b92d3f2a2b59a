import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
import { seasons } from '../seasons.table.ts'

const seasonId = () =>
  uuid()
    .notNull()
    .references(() => seasons.id, { onDelete: 'cascade' })

const personId = () =>
  uuid()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' })

/** Blocks of time that someone promises; `minutes` is what they add up to, kept so that totals are sums. */
export const timePromises = pgTable(
  'time_promises',
  {
    id: id(),
    seasonId: seasonId(),
    personId: personId(),
    period: text({ enum: ['season', 'follow_up'] }).notNull(),
    unit: text({ enum: ['day', 'evening', 'hour'] }).notNull(),
    amount: integer().notNull(),
    rhythm: text({ enum: ['total', 'per_week'] }).notNull(),
    startsOn: date().notNull(),
    endsOn: date().notNull(),
    note: text().notNull().default(''),
    minutes: integer().notNull(),
    status: text({ enum: ['promised', 'asked', 'renewed', 'released', 'withdrawn'] })
      .notNull()
      .default('promised'),
    statusAt: instant().notNull().defaultNow(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.seasonId, table.personId),
    index().on(table.personId),
    check('time_promises_days', sql`${table.endsOn} >= ${table.startsOn}`),
    check('time_promises_amount', sql`${table.amount} > 0 and ${table.minutes} > 0`),
  ],
)

/** That everyone of a season was thanked and asked whether they go on: once. */
export const promiseFarewells = pgTable(
  'promise_farewells',
  {
    seasonId: seasonId().primaryKey(),
    askedAt: instant().notNull(),
    answerBy: instant().notNull(),
  },
  (table) => [index().on(table.answerBy)],
)

/** Time given on one local day; what others recorded counts once the person has confirmed it. */
export const givenTimes = pgTable(
  'given_times',
  {
    id: id(),
    seasonId: seasonId(),
    personId: personId(),
    day: date().notNull(),
    minutes: integer().notNull(),
    note: text().notNull().default(''),
    recordedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    status: text({ enum: ['to_confirm', 'confirmed', 'contested'] }).notNull(),
    contestReason: text().notNull().default(''),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.seasonId, table.personId, table.day),
    index().on(table.personId, table.day),
    index().on(table.recordedBy),
    check('given_times_minutes', sql`${table.minutes} between 1 and 1440`),
  ],
)
