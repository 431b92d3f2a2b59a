import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { PlacementReasons } from '@essor/contracts'
import { createdAt, id, instant } from '../../platform/db/columns.ts'
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
    /** How many people the organisers last gave it: fewer than that, and there is a vacancy. */
    places: integer().notNull().default(0),
    /** Its project no longer runs. The team stays, for what it did. */
    closedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('teams_project').on(table.projectId), index().on(table.seasonId, table.name)],
)

/**
 * The places that people hold, whether they have answered yet or not; one that was given up goes to `past_team_members`.
 * `why` says how a matching run came to put the person there.
 */
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
    status: text({ enum: ['offered', 'accepted'] })
      .notNull()
      .default('accepted'),
    /** Until when an answer is hoped for. */
    answerBy: instant(),
    /** When to remind of it; null once that was done. */
    remindAt: instant(),
    answeredAt: instant(),
    /** What the person said with their answer. */
    words: text().notNull().default(''),
    createdAt: createdAt(),
  },
  (table) => [
    index()
      .on(table.remindAt)
      .where(sql`${table.remindAt} is not null`),
    primaryKey({ columns: [table.teamId, table.personId] }),
    uniqueIndex('team_members_one_team').on(table.seasonId, table.personId),
  ],
)
