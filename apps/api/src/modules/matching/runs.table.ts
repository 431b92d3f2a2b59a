import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Answer, Problem } from '@essor/team-formation'
import { createdAt, id, instant } from '../../platform/db/columns.ts'
import { people } from '../identity/index.ts'
import { seasons } from '../seasons/index.ts'
import type { Draft } from './draft.rules.ts'
import type { StoredMove } from './board/history.rules.ts'
import type { StoredPolicy } from './policies/policy.rules.ts'
import { searchColumns } from './searches/searches.table.ts'

/**
 * One search for teams: the problem as it was then, what was found, and what organisers changed by hand since.
 */
export const matchingRuns = pgTable(
  'matching_runs',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    ...searchColumns(),
    /** As asked then; `policyOf` reads those of earlier versions too. */
    policy: jsonb().$type<StoredPolicy>().notNull(),
    /** What the saved policy that it began from was called then. */
    policyName: text(),
    keptFromId: uuid().references((): AnyPgColumn => matchingRuns.id, { onDelete: 'set null' }),
    problem: jsonb().$type<Problem>().notNull(),
    answer: jsonb().$type<Answer>(),
    draft: jsonb().$type<Draft>(),
    moves: jsonb().$type<StoredMove[]>().notNull().default([]),
    /** Counts the changes of `draft` by hand. */
    version: integer().notNull().default(1),
    startedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
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
