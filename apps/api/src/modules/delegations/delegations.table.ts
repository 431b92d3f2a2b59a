import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../platform/db/columns.ts'
import { people } from '../identity/index.ts'

export const delegations = pgTable(
  'delegations',
  {
    id: id(),
    slug: text().notNull(),
    name: text().notNull(),
    department: text(),
    timeZone: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('delegations_slug').on(table.slug), index().on(table.name, table.id)],
)

export const sites = pgTable(
  'sites',
  {
    id: id(),
    delegationId: uuid()
      .notNull()
      .references(() => delegations.id),
    name: text().notNull(),
    address: text().notNull(),
    capacity: integer(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.delegationId)],
)

export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    email: text().notNull(),
    role: text({
      enum: ['network_admin', 'delegation_admin', 'organiser', 'facilitator', 'coach', 'mentor', 'reviewer', 'juror'],
    }).notNull(),
    scopeKind: text({ enum: ['network', 'delegation', 'season', 'team'] }).notNull(),
    scopeId: uuid(),
    delegationId: uuid().references(() => delegations.id),
    tokenHash: text().notNull().unique(),
    invitedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    expiresAt: instant().notNull(),
    acceptedAt: instant(),
    acceptedBy: uuid().references(() => people.id, { onDelete: 'set null' }),
    revokedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index().on(table.scopeId, table.createdAt)],
)
