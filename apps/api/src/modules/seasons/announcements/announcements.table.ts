import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AnnouncementAudience } from '@essor/contracts'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
import { seasons } from '../seasons.table.ts'

export const announcements = pgTable(
  'announcements',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    subject: text().notNull(),
    text: text().notNull(),
    audience: jsonb().$type<AnnouncementAudience>().notNull(),
    onSeasonPage: boolean().notNull(),
    status: text({ enum: ['draft', 'sent'] })
      .notNull()
      .default('draft'),
    recipientCount: integer(),
    sentAt: instant(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.seasonId, table.createdAt), index().on(table.seasonId, table.status, table.sentAt)],
)

/** Who was among the readers when it was sent, whatever they become later in the season. */
export const announcementRecipients = pgTable(
  'announcement_recipients',
  {
    announcementId: uuid()
      .notNull()
      .references(() => announcements.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.personId, table.announcementId] }), index().on(table.announcementId)],
)
