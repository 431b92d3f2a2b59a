import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { seasons } from '../seasons.table.ts'

export const campaigns = pgTable(
  'campaigns',
  {
    id: id(),
    slug: text().notNull(),
    name: text().notNull(),
    theme: text().notNull(),
    summary: text().notNull(),
    startsOn: date().notNull(),
    endsOn: date().notNull(),
    timeZone: text().notNull(),
    /** The national evening; without a title, none is planned yet. */
    eveningTitle: text(),
    eveningStartsAt: instant(),
    eveningEndsAt: instant(),
    eveningUrl: text(),
    eveningStatus: text({ enum: ['planned', 'live', 'over'] })
      .notNull()
      .default('planned'),
    status: text({ enum: ['draft', 'published', 'closed'] })
      .notNull()
      .default('draft'),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('campaigns_slug').on(table.slug),
    index().on(table.status, table.startsOn),
    index().on(table.createdAt),
    check('campaigns_days', sql`${table.endsOn} >= ${table.startsOn}`),
    check(
      'campaigns_evening',
      sql`num_nulls(${table.eveningTitle}, ${table.eveningStartsAt}, ${table.eveningEndsAt}) in (0, 3)`,
    ),
    check('campaigns_evening_order', sql`${table.eveningEndsAt} > ${table.eveningStartsAt}`),
  ],
)

/** A season takes part in one campaign at most; its own words, sites and hours stay its own. */
export const campaignSeasons = pgTable(
  'campaign_seasons',
  {
    seasonId: uuid()
      .primaryKey()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    campaignId: uuid()
      .notNull()
      .references(() => campaigns.id),
    joinedAt: instant().notNull(),
  },
  (table) => [index().on(table.campaignId)],
)
