import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
import { seasonSessions } from './season-sessions.table.ts'

/** Who comes to a session that needs registration, or waits for a place in it. */
export const sessionRegistrations = pgTable(
  'session_registrations',
  {
    id: id(),
    sessionId: uuid()
      .notNull()
      .references(() => seasonSessions.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    status: text({ enum: ['registered', 'waiting', 'cancelled'] }).notNull(),
    /** Given under the session's lock: the order of arrival. Who left and comes back stands at the end. */
    turn: integer().notNull(),
    statusAt: instant().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('session_registrations_once').on(table.sessionId, table.personId),
    uniqueIndex('session_registrations_turn').on(table.sessionId, table.turn),
    index()
      .on(table.sessionId, table.status, table.turn)
      .where(sql`${table.status} <> 'cancelled'`),
    index().on(table.personId),
  ],
)
