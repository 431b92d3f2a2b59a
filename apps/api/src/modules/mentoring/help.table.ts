import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/db/columns.ts'
import { people } from '../identity/index.ts'
import { teams } from '../matching/index.ts'
import { seasons } from '../seasons/index.ts'

const someone = () => uuid().references(() => people.id, { onDelete: 'set null' })

export const helpRequests = pgTable(
  'help_requests',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    teamId: uuid()
      .notNull()
      .references(() => teams.id, { onDelete: 'cascade' }),
    askedBy: someone(),
    channel: text().notNull(),
    title: text().notNull(),
    text: text().notNull(),
    talkWish: text().notNull(),
    status: text({ enum: ['open', 'claimed', 'answered', 'closed', 'cancelled'] })
      .notNull()
      .default('open'),
    claimedBy: someone(),
    askedAt: instant().notNull(),
    /** When it was asked, or last asked again. */
    waitingSince: instant().notNull(),
    firstAnsweredAt: instant(),
  },
  (table) => [
    index().on(table.seasonId, table.status, table.waitingSince),
    index().on(table.teamId, table.askedAt),
    index().on(table.claimedBy),
    check('help_requests_unclaimed', sql`${table.status} <> 'open' or ${table.claimedBy} is null`),
  ],
)

export const helpMessages = pgTable(
  'help_messages',
  {
    id: id(),
    helpRequestId: uuid()
      .notNull()
      .references(() => helpRequests.id, { onDelete: 'cascade' }),
    authorId: someone(),
    /** As whom they wrote; it stays true when people change roles. */
    side: text({ enum: ['team', 'mentor', 'organiser'] }).notNull(),
    isAnswer: boolean().notNull().default(false),
    text: text().notNull(),
    writtenAt: instant().notNull(),
  },
  (table) => [index().on(table.helpRequestId, table.writtenAt)],
)
