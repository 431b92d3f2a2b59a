import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../platform/db/columns.ts'
import { teams } from '../matching/index.ts'
import { seasons } from '../seasons/index.ts'

export const pitchSessions = pgTable(
  'pitch_sessions',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    place: text().notNull(),
    durationSeconds: integer().notNull(),
    warningSeconds: integer().notNull(),
    dangerSeconds: integer().notNull(),
    status: text({ enum: ['planned', 'live', 'closed'] })
      .notNull()
      .default('planned'),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    index().on(table.seasonId, table.createdAt),
    check('pitch_sessions_duration', sql`${table.durationSeconds} between 30 and 900`),
  ],
)

export const pitches = pgTable(
  'pitches',
  {
    id: id(),
    sessionId: uuid()
      .notNull()
      .references(() => pitchSessions.id, { onDelete: 'cascade' }),
    teamId: uuid()
      .notNull()
      .references(() => teams.id),
    position: integer().notNull(),
    status: text({ enum: ['waiting', 'running', 'paused', 'done', 'skipped'] })
      .notNull()
      .default('waiting'),
    /** When the clock was started first; null while the pitch has not begun. */
    startedAt: instant(),
    /** Since when the clock runs; null while it stands still. */
    resumedAt: instant(),
    /** What the clock counted before `resumedAt`. */
    accumulatedMs: integer().notNull().default(0),
  },
  (table) => [
    uniqueIndex('pitches_team').on(table.teamId),
    index().on(table.sessionId, table.position),
    uniqueIndex('pitches_one_on_stage')
      .on(table.sessionId)
      .where(sql`status in ('running', 'paused')`),
  ],
)
