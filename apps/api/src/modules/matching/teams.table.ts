import { index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { PlacementReasons } from '@essor/contracts'
import { createdAt, id } from '../../platform/db/columns.ts'
import { projects } from '../calls-for-projects/index.ts'
import { people } from '../identity/index.ts'
import { seasons } from '../seasons/index.ts'

const seasonId = () =>
  uuid()
    .notNull()
    .references(() => seasons.id, { onDelete: 'cascade' })

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

/** `why` says how a matching run came to put the person there. */
export const teamMembers = pgTable(
  'team_members',
  {
    teamId: uuid()
      .notNull()
      .references(() => teams.id, { onDelete: 'cascade' }),
    seasonId: seasonId(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    why: jsonb().$type<PlacementReasons>(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.teamId, table.personId] }),
    uniqueIndex('team_members_one_team').on(table.seasonId, table.personId),
  ],
)
