import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from '../../../platform/db/columns.ts'
import { projects } from '../../calls-for-projects/index.ts'
import { people } from '../../identity/index.ts'
import { seasons, seasonSites } from '../../seasons/index.ts'

/** A moment at which teams of the season may meet. */
export const availabilityBlocks = pgTable(
  'availability_blocks',
  {
    id: id(),
    seasonId: uuid()
      .notNull()
      .references(() => seasons.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('availability_blocks_name').on(table.seasonId, table.name)],
)

const blockId = () =>
  uuid()
    .notNull()
    .references(() => availabilityBlocks.id, { onDelete: 'cascade' })

/** When someone said that they can come. */
export const personBlocks = pgTable(
  'person_blocks',
  {
    blockId: blockId(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.blockId, table.personId] }), index().on(table.personId)],
)

const projectId = () =>
  uuid()
    .notNull()
    .references(() => projects.id, { onDelete: 'cascade' })

/** What a project asks of its team beside the skills it wants; null: nothing of its own. */
export const projectTerms = pgTable(
  'project_terms',
  {
    projectId: projectId().primaryKey(),
    siteId: uuid().references(() => seasonSites.id, { onDelete: 'set null' }),
    sizeMin: integer(),
    sizeMax: integer(),
    mayStayClosed: boolean().notNull().default(false),
    version: integer().notNull().default(1),
  },
  (table) => [
    index().on(table.siteId),
    check(
      'project_terms_sizes',
      sql`${table.sizeMin} > 0 and ${table.sizeMax} > 0 and ${table.sizeMin} <= ${table.sizeMax}`,
    ),
  ],
)

/** When a project's team meets. */
export const projectBlocks = pgTable('project_blocks', { projectId: projectId(), blockId: blockId() }, (table) => [
  primaryKey({ columns: [table.projectId, table.blockId] }),
  index().on(table.blockId),
])
