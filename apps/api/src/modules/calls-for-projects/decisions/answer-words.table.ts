import type { AnswerWordsDraft } from '@essor/contracts'
import { integer, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core'
import { calls } from '../calls/calls.table.ts'

/** What the organisers of a call add to its answers; a call whose organisers added nothing has no row. */
export const answerWords = pgTable('call_answer_words', {
  callId: uuid()
    .primaryKey()
    .references(() => calls.id, { onDelete: 'cascade' }),
  words: jsonb().$type<AnswerWordsDraft>().notNull(),
  version: integer().notNull(),
})
