import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
import { submissions } from '../submissions/submissions.table.ts'
import type { FileCopy } from './correction.rules.ts'

/** What the committee asks the holders of a submission to mend; at most one at a time. */
export const submissionCorrections = pgTable(
  'submission_corrections',
  {
    id: id(),
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    /** Who asked, or the reviewer who proposed it. */
    askedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    status: text({ enum: ['proposed', 'asked', 'answered', 'cancelled'] }).notNull(),
    kind: text({ enum: ['incorrect', 'incomplete', 'outdated'] }).notNull(),
    parts: jsonb().$type<string[]>().notNull(),
    message: text().notNull(),
    answerBy: instant(),
    /** The file as it was when it was asked, and when it was answered. */
    before: jsonb().$type<FileCopy>(),
    after: jsonb().$type<FileCopy>(),
    note: text().notNull().default(''),
    answeredAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.submissionId, table.createdAt),
    uniqueIndex('corrections_one_asked')
      .on(table.submissionId)
      .where(sql`${table.status} = 'asked'`),
  ],
)
