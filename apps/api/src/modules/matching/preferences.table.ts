import { integer, pgTable, primaryKey, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../platform/db/columns.ts'
import { projects } from '../calls-for-projects/index.ts'
import { people } from '../identity/index.ts'
import { seasons } from '../seasons/index.ts'

/** Which projects someone would like, the most wished for first (rank 1). */
export const projectPreferences = pgTable(
  'project_preferences',
  {
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    rank: integer().notNull(),
    /** Null where it was not kept yet. */
    rankedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.projectId] }),
    uniqueIndex('project_preferences_rank').on(table.seasonId, table.personId, table.rank),
  ],
)
