import type { SubmissionFile } from '@essor/contracts'
import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
import { seasons } from '../../seasons/index.ts'
import { calls } from '../calls/calls.table.ts'

type WantedSkill = SubmissionFile['wantedSkills'][number]

export const submissions = pgTable(
  'submissions',
  {
    id: id(),
    callId: uuid()
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    holderId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    structure: text().notNull(),
    summary: text().notNull(),
    framing: jsonb().$type<SubmissionFile['framing']>().notNull(),
    wantedSkills: jsonb().$type<WantedSkill[]>().notNull(),
    status: text({
      enum: [
        'draft',
        'submitted',
        'correction_asked',
        'under_review',
        'shortlisted',
        'accepted',
        'waitlisted',
        'declined',
        'confirmed',
        'turned_down',
        'lapsed',
        'withdrawn',
      ],
    })
      .notNull()
      .default('draft'),
    submittedAt: instant(),
    /** Of its holders, the one who submitted it. */
    submittedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    /** By what right it came in, or changed, after the deadline. */
    late: text({ enum: ['grace', 'code', 'extension'] }),
    /** Decided in private; nobody but those who decide sees it before all are published in one act. */
    pendingOutcome: text({ enum: ['accepted', 'waitlisted', 'declined'] }),
    pendingReason: text().notNull().default(''),
    reason: text().notNull().default(''),
    /** Restricted: seen by its holders and by named people only. */
    confidentiality: text({ enum: ['open', 'restricted'] })
      .notNull()
      .default('open'),
    /** What a restricted file is called once it is a project; empty for neutral words. */
    publicTitle: text().notNull().default(''),
    publicSummary: text().notNull().default(''),
    /** The version of the call's form that the answers follow; null where the call has no form of its own. */
    formVersion: integer(),
    /** By question id. */
    answers: jsonb().$type<SubmissionFile['answers']>().notNull().default({}),
    /** Until when an accepted submission may be confirmed. */
    confirmBy: instant(),
    /** When to remind of it; null once that was done, or where there is no time left for it. */
    confirmRemindAt: instant(),
    /** With which the holder turned it down or withdrew. */
    holderWords: text().notNull().default(''),
    /** Its place on the waiting list, from 1. */
    waitingRank: integer(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.callId, table.createdAt),
    index().on(table.holderId),
    index()
      .on(table.confirmBy)
      .where(sql`${table.status} = 'accepted'`),
  ],
)

export const reviews = pgTable(
  'reviews',
  {
    id: id(),
    submissionId: uuid()
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    reviewerId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    status: text({ enum: ['assigned', 'draft', 'done', 'recused'] })
      .notNull()
      .default('assigned'),
    marks: jsonb().$type<Record<string, number>>().notNull().default({}),
    /** Words beside a mark, by criterion id. */
    criterionComments: jsonb().$type<Record<string, string>>().notNull().default({}),
    comment: text().notNull().default(''),
    feasible: boolean(),
    feasibleReason: text().notNull().default(''),
    recusalReason: text().notNull().default(''),
    /** When its author last changed it; null as long as they have not. */
    changedAt: instant().$onUpdate(() => sql`now()`),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('reviews_once').on(table.submissionId, table.reviewerId), index().on(table.reviewerId)],
)

/** An accepted and confirmed submission, or one that organisers added by hand. */
export const projects = pgTable(
  'projects',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    submissionId: uuid()
      .unique()
      .references(() => submissions.id),
    title: text().notNull(),
    structure: text().notNull(),
    summary: text().notNull(),
    wantedSkills: jsonb().$type<WantedSkill[]>().notNull(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.seasonId, table.createdAt)],
)
