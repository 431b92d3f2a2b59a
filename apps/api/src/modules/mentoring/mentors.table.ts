import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from '../../platform/db/columns.ts'
import { people } from '../identity/index.ts'
import { teams } from '../matching/index.ts'
import { seasons } from '../seasons/index.ts'

const personId = () =>
  uuid()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' })

/** Who accompanies which team; one person, one team, one role. */
export const teamMentors = pgTable(
  'team_mentors',
  {
    teamId: uuid()
      .notNull()
      .references(() => teams.id, { onDelete: 'cascade' }),
    personId: personId(),
    role: text({ enum: ['coach', 'mentor'] }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.teamId, table.personId] }), index().on(table.personId)],
)

/** What someone answers on in a season: the code of a family, or of one skill. */
export const mentorFields = pgTable(
  'mentor_fields',
  {
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    personId: personId(),
    field: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.seasonId, table.personId, table.field] })],
)
