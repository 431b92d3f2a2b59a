import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../platform/db/columns.ts'
import { projects } from '../calls-for-projects/index.ts'
import { people } from '../identity/index.ts'
import { seasons } from '../seasons/index.ts'

const seasonId = () =>
  uuid()
    .notNull()
    .references(() => seasons.id, { onDelete: 'cascade' })
const personId = () =>
  uuid()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' })

/** Which projects someone would like, the most wished for first (rank 1). */
export const projectPreferences = pgTable(
  'project_preferences',
  {
    seasonId: seasonId(),
    personId: personId(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    rank: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.projectId] }),
    uniqueIndex('project_preferences_rank').on(table.seasonId, table.personId, table.rank),
  ],
)

/** One search for teams: the problem as it was then, and what was found. */
export const matchingRuns = pgTable(
  'matching_runs',
  {
    id: id(),
    seasonId: seasonId(),
    status: text({ enum: ['queued', 'running', 'done', 'failed', 'cancelled'] })
      .notNull()
      .default('queued'),
    problem: jsonb().notNull(),
    answer: jsonb(),
    startedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    startedAt: instant(),
    endedAt: instant(),
    publishedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.seasonId, table.createdAt)],
)

/** Published teams; what is still a draft stays in its run. */
export const teams = pgTable(
  'teams',
  {
    id: id(),
    seasonId: seasonId(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('teams_project').on(table.projectId), index().on(table.seasonId, table.name)],
)

export const teamMembers = pgTable(
  'team_members',
  {
    teamId: uuid()
      .notNull()
      .references(() => teams.id, { onDelete: 'cascade' }),
    seasonId: seasonId(),
    personId: personId(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.teamId, table.personId] }),
    uniqueIndex('team_members_one_team').on(table.seasonId, table.personId),
  ],
)
