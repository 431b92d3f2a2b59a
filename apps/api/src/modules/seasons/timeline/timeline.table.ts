import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../../../platform/db/columns.ts'
import { seasons } from '../seasons.table.ts'

const seasonId = () =>
  uuid()
    .notNull()
    .references(() => seasons.id, { onDelete: 'cascade' })

export const phases = pgTable(
  'phases',
  {
    id: id(),
    seasonId: seasonId(),
    kind: text({
      enum: ['call', 'review', 'recruitment', 'matching', 'kick_off', 'work', 'restitution', 'follow_up'],
    }).notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [
    uniqueIndex('phases_kind').on(table.seasonId, table.kind),
    check('phases_order', sql`${table.endsAt} > ${table.startsAt}`),
  ],
)
