import { index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
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
