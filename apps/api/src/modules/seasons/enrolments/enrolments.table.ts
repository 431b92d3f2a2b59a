import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
import { seasons } from '../seasons.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'

export const enrolments = pgTable(
  'enrolments',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    category: text({
      enum: ['student', 'professional', 'resident', 'social_worker', 'job_seeker', 'retired', 'other'],
    }).notNull(),
    origin: text().notNull(),
    motivation: text().notNull(),
    siteId: uuid().references(() => seasonSites.id, { onDelete: 'set null' }),
    /** Given under the season's lock, so that the waiting list has one order; who applies again goes to its end. */
    arrival: integer().notNull().default(0),
    status: text({
      enum: ['applied', 'waiting', 'offered', 'confirmed', 'checked_in', 'withdrawn', 'no_show', 'lapsed'],
    })
      .notNull()
      .default('applied'),
    statusAt: instant().notNull().defaultNow(),
    /** Null where Essor moved it by itself. */
    statusBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    /** Until when the place of an offer is held. */
    offerEndsAt: instant(),
    /** When to remind of an offer; null once that was done. */
    offerRemindAt: instant(),
    /** On the ticket, as a QR code: says nothing of the person and cannot be guessed. */
    ticketCode: text()
      .notNull()
      .default(sql`upper(regexp_replace(gen_random_uuid()::text, '^(.{8})-.*(.{8})$', '\\1\\2'))`),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('enrolments_ticket_code').on(table.ticketCode),
    uniqueIndex('enrolments_once').on(table.seasonId, table.personId),
    index().on(table.seasonId, table.arrival),
    index().on(table.seasonId, table.status, table.arrival),
    index().on(table.siteId),
    index()
      .on(table.offerEndsAt)
      .where(sql`${table.status} = 'offered'`),
    index().on(table.personId),
  ],
)
