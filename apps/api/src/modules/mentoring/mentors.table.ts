import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { people } from '../identity/index.ts'
import { seasons } from '../seasons/index.ts'

/** What someone answers on in a season: the code of a family, or of one skill. */
export const mentorFields = pgTable(
  'mentor_fields',
  {
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    field: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.seasonId, table.personId, table.field] })],
)
