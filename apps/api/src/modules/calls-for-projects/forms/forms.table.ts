import type { FormSection } from '@essor/contracts'
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { files } from '../../../platform/files/files.table.ts'
import { calls } from '../calls/calls.table.ts'
import { submissions } from '../submissions/submissions.table.ts'

/** The versions of a call's own form. What is published never changes; at most one is still being written. */
export const callForms = pgTable(
  'call_forms',
  {
    id: id(),
    callId: uuid()
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    sections: jsonb().$type<FormSection[]>().notNull(),
    /** Grows with every change, over all versions of one call: what If-Match names. */
    revision: integer().notNull(),
    publishedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('call_forms_version').on(table.callId, table.version),
    uniqueIndex('call_forms_one_draft')
      .on(table.callId)
      .where(sql`${table.publishedAt} is null`),
  ],
)

/** One file for each question that asks for one; its facts stand in `submissions.answers` too, where all answers are read. */
export const answerFiles = pgTable(
  'submission_answer_files',
  {
    id: id(),
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    questionId: uuid().notNull(),
    fileId: uuid()
      .notNull()
      .references(() => files.id),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('submission_answer_files_question').on(table.submissionId, table.questionId),
    index().on(table.fileId),
  ],
)
