import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
import { submissions } from '../submissions/submissions.table.ts'

/** Reminders that were sent: each kind once for a draft, a person who holds it, and a deadline. */
export const callReminders = pgTable(
  'call_reminders',
  {
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['week', 'days', 'hours'] }).notNull(),
    deadline: instant().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.personId, table.kind, table.deadline] })],
)
