import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../../../platform/db/columns.ts'
import { seasons } from '../seasons.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'

export const seasonSessions = pgTable(
  'season_sessions',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['kick_off', 'workshop', 'checkpoint', 'pitches', 'restitution', 'meet_up'] }).notNull(),
    title: text().notNull(),
    place: text().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    /** Shown to those who come, never to the public. */
    onlineUrl: text(),
    needsRegistration: boolean().notNull().default(false),
    places: integer(),
    /** So many hours before, those who come are reminded by mail; null: nobody is. */
    remindHours: integer(),
    /** The beginning that people were reminded of: a session that moves is reminded of again. */
    remindedOf: instant(),
    /** Also the SEQUENCE of calendar programs: grows with each change that they must take over. */
    version: integer().notNull().default(1),
    /** A session taken off stays as cancelled, so that calendar programs remove it. */
    cancelledAt: instant(),
    changedAt: instant().notNull().defaultNow(),
  },
  (table) => [
    index().on(table.seasonId, table.startsAt),
    check('season_sessions_order', sql`${table.endsAt} > ${table.startsAt}`),
  ],
)

/** The sites that a session is held on; none: it is online only, or at the place it names. */
export const sessionSites = pgTable(
  'session_sites',
  {
    sessionId: uuid()
      .notNull()
      .references(() => seasonSessions.id, { onDelete: 'cascade' }),
    siteId: uuid()
      .notNull()
      .references(() => seasonSites.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.siteId] }), index().on(table.siteId)],
)
