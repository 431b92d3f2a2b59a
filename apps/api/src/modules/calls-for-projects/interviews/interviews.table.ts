import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
import { calls } from '../calls/calls.table.ts'
import { submissions } from '../submissions/submissions.table.ts'

/** A moment at which someone of the committee meets the holders of one submission; free while it has none. */
export const interviewSlots = pgTable(
  'interview_slots',
  {
    id: id(),
    callId: uuid()
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    hostId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    place: text().notNull(),
    link: text().notNull(),
    openTo: text({ enum: ['shortlisted', 'undecided'] }).notNull(),
    submissionId: uuid().references(() => submissions.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('interview_of_submission').on(table.submissionId),
    uniqueIndex('interview_host_once').on(table.hostId, table.startsAt),
    index().on(table.callId, table.startsAt),
    check('interview_order', sql`${table.endsAt} > ${table.startsAt}`),
  ],
)
