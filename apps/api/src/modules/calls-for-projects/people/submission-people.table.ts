import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
import { calls } from '../calls/calls.table.ts'
import { submissions } from '../submissions/submissions.table.ts'

const ofSubmission = () => ({
  submissionId: uuid()
    .notNull()
    .references(() => submissions.id, { onDelete: 'cascade' }),
  personId: uuid()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' }),
  createdAt: createdAt(),
})

/** Those who hold a submission together with the person who began it. */
export const coHolders = pgTable('submission_co_holders', ofSubmission(), (table) => [
  primaryKey({ columns: [table.submissionId, table.personId] }),
  index().on(table.personId),
])

/** The people named to see a restricted submission. */
export const namedReaders = pgTable('submission_named_readers', ofSubmission(), (table) => [
  primaryKey({ columns: [table.submissionId, table.personId] }),
  index().on(table.personId),
])

/** Those who see every restricted submission of a call. */
export const callReaders = pgTable(
  'call_confidential_readers',
  {
    callId: uuid()
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.callId, table.personId] }), index().on(table.personId)],
)

/** The token itself stands only in the mail. */
export const coHolderInvitations = pgTable(
  'co_holder_invitations',
  {
    id: id(),
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    tokenHash: text().notNull().unique(),
    invitedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    expiresAt: instant().notNull(),
    acceptedAt: instant(),
    revokedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.submissionId, table.createdAt)],
)
