import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'

/** The private calendar address of a person: one at most, kept as a hash, so that who reads the database cannot open it. */
export const calendarFeeds = pgTable(
  'calendar_feeds',
  {
    personId: uuid()
      .primaryKey()
      .references(() => people.id, { onDelete: 'cascade' }),
    tokenHash: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('calendar_feeds_token').on(table.tokenHash)],
)
