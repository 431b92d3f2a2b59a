import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../../platform/db/columns.ts'
import { calls } from '../calls/calls.table.ts'

/** How the reviewing of a call goes; a call without a row goes by the defaults. */
export const reviewSettings = pgTable('review_settings', {
  callId: uuid()
    .primaryKey()
    .references(() => calls.id, { onDelete: 'cascade' }),
  blind: boolean().notNull(),
  blindLiftedAt: instant(),
  others: text({ enum: ['after_own', 'never'] }).notNull(),
  commentMinLength: integer().notNull(),
  interviewChangeHours: integer().notNull(),
  version: integer().notNull().default(1),
})
