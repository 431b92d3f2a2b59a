import { pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from '../../../platform/db/columns.ts'
import { projects } from '../../calls-for-projects/index.ts'
import { people } from '../../identity/index.ts'
import { seasons } from '../../seasons/index.ts'

/** Where organisers want someone to stay, whatever the next runs find. */
export const matchingLocks = pgTable(
  'matching_locks',
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
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.seasonId, table.personId] })],
)
