import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../db/columns.ts'

/** Mails on their way. What was said is erased once sent; `kept` ones are shown by the local mailbox (no SMTP). */
export const mails = pgTable(
  'mails',
  {
    id: id(),
    toAddress: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    status: text({ enum: ['queued', 'sent', 'kept'] })
      .notNull()
      .default('queued'),
    createdAt: createdAt(),
    sentAt: instant(),
  },
  (table) => [index().on(table.createdAt)],
)
