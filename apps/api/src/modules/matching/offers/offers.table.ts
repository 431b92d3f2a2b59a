import { sql } from 'drizzle-orm'
import { boolean, doublePrecision, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { projects } from '../../calls-for-projects/index.ts'
import { people } from '../../identity/index.ts'
import { seasons } from '../../seasons/index.ts'
import { teams } from '../teams.table.ts'
import type { StoredOption } from './repair.rules.ts'

const seasonId = () =>
  uuid()
    .notNull()
    .references(() => seasons.id, { onDelete: 'cascade' })

const personId = () =>
  uuid()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' })

/** Who held a place and no longer does: why, and whether they would join another team. */
export const pastTeamMembers = pgTable(
  'past_team_members',
  {
    id: id(),
    teamId: uuid()
      .notNull()
      .references(() => teams.id, { onDelete: 'cascade' }),
    seasonId: seasonId(),
    personId: personId(),
    status: text({ enum: ['declined', 'left', 'moved'] }).notNull(),
    words: text().notNull().default(''),
    elsewhere: boolean().notNull().default(false),
    /** When they had been offered the place. */
    offeredAt: instant().notNull(),
    endedAt: instant().notNull(),
  },
  (table) => [
    index().on(table.seasonId, table.personId, table.endedAt),
    index().on(table.teamId, table.endedAt),
    index().on(table.personId),
  ],
)

/**
 * A proposal to mend the teams, made in the background. `fingerprint` says which teams it mends: those of other people are
 * no longer the ones that it was made for. `attempt` and `leaseUntil` say who works on it, as they do for a matching run.
 */
export const teamRepairs = pgTable(
  'team_repairs',
  {
    id: id(),
    seasonId: seasonId(),
    status: text({ enum: ['queued', 'running', 'done', 'failed', 'accepted'] })
      .notNull()
      .default('queued'),
    /** What a move must be worth, where an organiser said it. */
    weight: doublePrecision(),
    fingerprint: text().notNull().default(''),
    /** The same of the teams together with those who had no place: where it changed, another search may find more. */
    basis: text().notNull().default(''),
    options: jsonb().$type<StoredOption[]>().notNull().default([]),
    attempt: integer().notNull().default(0),
    leaseUntil: instant(),
    /** Null where Essor looked by itself. */
    askedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    endedAt: instant(),
    acceptedAt: instant(),
    acceptedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    acceptedOption: integer(),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.seasonId, table.createdAt),
    uniqueIndex('team_repairs_one_under_way')
      .on(table.seasonId)
      .where(sql`${table.status} in ('queued', 'running')`),
  ],
)

/** Someone of the network who was asked, through Essor, to lend a team their skills. */
export const teamInvitations = pgTable(
  'team_invitations',
  {
    id: id(),
    seasonId: seasonId(),
    personId: personId(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    words: text().notNull(),
    status: text({ enum: ['sent', 'accepted', 'declined'] })
      .notNull()
      .default('sent'),
    invitedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    answeredAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('team_invitations_once').on(table.seasonId, table.personId), index().on(table.personId)],
)
