import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from '../../platform/db/columns.ts'
import { people } from '../identity/index.ts'
import { teams } from './teams.table.ts'

/** Who accompanies which team; one person, one team, one role. It stands beside the teams, for mentors and juries both go by it. */
export const teamMentors = pgTable(
  'team_mentors',
  {
    teamId: uuid()
      .notNull()
      .references(() => teams.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    role: text({ enum: ['coach', 'mentor'] }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.teamId, table.personId] }), index().on(table.personId)],
)
