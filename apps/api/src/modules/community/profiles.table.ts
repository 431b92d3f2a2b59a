import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { people } from '../identity/index.ts'

const personId = () =>
  uuid()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' })

export const profiles = pgTable('profiles', {
  personId: personId().primaryKey(),
  presentation: text().notNull(),
  remote: boolean().notNull().default(false),
  /** Whether organisers elsewhere may read their name and skills, and write to them through Essor. */
  reachable: boolean().notNull().default(false),
  version: integer().notNull().default(1),
})

/** `skill` is a code of the taxonomy; `level` goes from 1 (discovering) to 4 (expert). */
export const profileSkills = pgTable(
  'profile_skills',
  { personId: personId(), skill: text().notNull(), level: integer().notNull() },
  (table) => [
    primaryKey({ columns: [table.personId, table.skill] }),
    index().on(table.skill),
    check('profile_skills_level', sql`${table.level} between 1 and 4`),
  ],
)
