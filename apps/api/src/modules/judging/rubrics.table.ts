import { integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid, index } from 'drizzle-orm/pg-core'
import type { RubricCriterion, TieRule } from '@essor/contracts'
import { createdAt, id, instant } from '../../platform/db/columns.ts'
import { people } from '../identity/index.ts'
import { teams } from '../matching/index.ts'
import { seasons } from '../seasons/index.ts'
import { pitches } from './pitches.table.ts'

const seasonId = () =>
  uuid()
    .notNull()
    .references(() => seasons.id, { onDelete: 'cascade' })
const jurorId = () =>
  uuid()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' })

export const rubrics = pgTable('rubrics', {
  seasonId: seasonId().primaryKey(),
  criteria: jsonb().$type<RubricCriterion[]>().notNull(),
  tieBreaks: jsonb().$type<TieRule[]>().notNull(),
  version: integer().notNull().default(1),
  createdAt: createdAt(),
})

/** Conflicts of interest that jurors declared themselves; the others follow from what people are to a team. */
export const recusals = pgTable(
  'juror_recusals',
  {
    jurorId: jurorId(),
    teamId: uuid()
      .notNull()
      .references(() => teams.id, { onDelete: 'cascade' }),
    seasonId: seasonId(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.jurorId, table.teamId] }), index().on(table.seasonId)],
)

export const scorecards = pgTable(
  'scorecards',
  {
    id: id(),
    seasonId: seasonId(),
    pitchId: uuid()
      .notNull()
      .references(() => pitches.id),
    jurorId: jurorId(),
    marks: jsonb().$type<Record<string, number>>().notNull(),
    comment: text().notNull(),
    status: text({ enum: ['draft', 'sent'] })
      .notNull()
      .default('draft'),
    sentAt: instant(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('scorecards_once').on(table.pitchId, table.jurorId),
    index().on(table.seasonId, table.createdAt),
    index().on(table.jurorId),
  ],
)
