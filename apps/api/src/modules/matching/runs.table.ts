import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Answer, Problem, Progress } from '@essor/team-formation'
import { createdAt, id, instant } from '../../platform/db/columns.ts'
import { people } from '../identity/index.ts'
import { seasons } from '../seasons/index.ts'
import type { Draft } from './draft.rules.ts'
import type { StoredPolicy } from './policies/policy.rules.ts'

/** A move by hand; `at` is an instant in RFC 3339. Those of the first version say no `kind`: they are moves. */
export interface StoredMove {
  kind?: 'move' | 'undo' | 'redo'
  personId: string
  from: string | null
  to: string | null
  delta: number
  at: string
}

/**
 * One search for teams: the problem as it was then, what was found, and what organisers changed by hand since.
 * `attempt` and `leaseUntil` say who works on it: only the latest attempt may write, and another one may begin only once
 * the lease has run out.
 */
export const matchingRuns = pgTable(
  'matching_runs',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    status: text({ enum: ['queued', 'running', 'done', 'failed', 'cancelled'] })
      .notNull()
      .default('queued'),
    /** As asked then; `policyOf` reads those of earlier versions too. */
    policy: jsonb().$type<StoredPolicy>().notNull(),
    /** What the saved policy that it began from was called then. */
    policyName: text(),
    keptFromId: uuid().references((): AnyPgColumn => matchingRuns.id, { onDelete: 'set null' }),
    problem: jsonb().$type<Problem>().notNull(),
    progress: jsonb().$type<Progress>(),
    answer: jsonb().$type<Answer>(),
    draft: jsonb().$type<Draft>(),
    moves: jsonb().$type<StoredMove[]>().notNull().default([]),
    /** Counts the changes of `draft` by hand. */
    version: integer().notNull().default(1),
    failure: text({ enum: ['interrupted', 'solver'] }),
    attempt: integer().notNull().default(0),
    leaseUntil: instant(),
    startedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    startedAt: instant(),
    endedAt: instant(),
    publishedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.seasonId, table.createdAt),
    uniqueIndex('matching_runs_published')
      .on(table.seasonId)
      .where(sql`${table.publishedAt} is not null`),
  ],
)
