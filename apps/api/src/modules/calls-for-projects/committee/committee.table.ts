import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
import { calls } from '../calls/calls.table.ts'
import { submissions } from '../submissions/submissions.table.ts'

const callId = () =>
  uuid()
    .notNull()
    .references(() => calls.id, { onDelete: 'cascade' })

const personId = () =>
  uuid()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' })

/** How a call is reviewed; a call without a row goes by the defaults. */
export const committeeSettings = pgTable(
  'call_committee_settings',
  {
    callId: callId().primaryKey(),
    reviewsPerFile: integer().notNull().default(2),
    /** Files may be given to reviewers before the deadline. */
    reviewAsFilesCome: boolean().notNull().default(false),
    reviewsDueAt: instant(),
    /** The `reviewsDueAt` that was reminded of: another one is reminded of again. */
    remindedOf: instant(),
    version: integer().notNull().default(1),
  },
  (table) => [
    index().on(table.reviewsDueAt),
    check('call_committee_reviews', sql`${table.reviewsPerFile} between 1 and 10`),
  ],
)

/** What someone with the role of reviewer can take on in a call; who has no row takes any number, and knows what their profile says. */
export const committeeMembers = pgTable(
  'call_committee_members',
  {
    callId: callId(),
    personId: personId(),
    capacity: integer(),
    /** Codes of the taxonomy, of skills or of whole families; null for the skills of their profile. */
    expertise: text().array(),
    remindedAt: instant(),
    /** 0 as long as only Essor wrote it. */
    version: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.callId, table.personId] }),
    index().on(table.personId),
    check('call_committee_capacity', sql`${table.capacity} >= 0`),
  ],
)

/** What a reviewer said themself: a tie with one file, or with whatever a structure proposes. */
export const declaredTies = pgTable(
  'review_ties',
  {
    id: id(),
    callId: callId(),
    reviewerId: personId(),
    submissionId: uuid().references(() => submissions.id, { onDelete: 'cascade' }),
    structure: text(),
    reason: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('review_ties_once').on(table.reviewerId, table.submissionId),
    uniqueIndex('review_ties_structure_once').on(table.callId, table.reviewerId, table.structure),
    index().on(table.callId),
    check('review_ties_one', sql`num_nonnulls(${table.submissionId}, ${table.structure}) = 1`),
  ],
)

/** What an organiser settled about a reviewer and a file; it holds until it is taken away. */
export const conflictPins = pgTable(
  'review_conflict_pins',
  {
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    reviewerId: personId(),
    stance: text({ enum: ['conflict', 'dismissed'] }).notNull(),
    reason: text().notNull(),
    pinnedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.reviewerId] }), index().on(table.reviewerId)],
)
