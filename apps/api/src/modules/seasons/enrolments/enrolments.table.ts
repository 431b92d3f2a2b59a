import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
import { seasons } from '../seasons.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'

export const enrolments = pgTable(
  'enrolments',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    category: text({
      enum: ['student', 'professional', 'resident', 'social_worker', 'job_seeker', 'retired', 'other'],
    }).notNull(),
    origin: text().notNull(),
    motivation: text().notNull(),
    siteId: uuid().references(() => seasonSites.id),
    status: text({ enum: ['applied', 'confirmed', 'checked_in', 'withdrawn', 'no_show'] })
      .notNull()
      .default('applied'),
    statusAt: instant().notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('enrolments_once').on(table.seasonId, table.personId),
    index().on(table.seasonId, table.createdAt),
    index().on(table.personId),
  ],
)
