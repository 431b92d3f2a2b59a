import { canvasPaths } from '@essor/contracts'
import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
import { submissions } from '../submissions/submissions.table.ts'

/** What holders asked the organisers while they framed their need, and the one answer to each. */
export const framingQuestions = pgTable(
  'framing_questions',
  {
    id: id(),
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    askedBy: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    about: text({ enum: [...canvasPaths, 'other'] }).notNull(),
    text: text().notNull(),
    /** What stood under the question of the canvas when help was asked. */
    written: text().notNull(),
    answer: text().notNull().default(''),
    answeredBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    answeredAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.submissionId, table.createdAt),
    index().on(table.askedBy, table.createdAt),
    check('framing_questions_answered', sql`(${table.answer} = '') = (${table.answeredAt} is null)`),
  ],
)
