import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../platform/db/columns.ts'

const updatedAt = () => instant().notNull().defaultNow()

/** Property names are those of better-auth, which reads and writes the first four tables. */
export const people = pgTable(
  'people',
  {
    id: id(),
    name: text().notNull(),
    email: text().notNull(),
    emailVerified: boolean().notNull().default(false),
    image: text(),
    locale: text({ enum: ['fr', 'en'] })
      .notNull()
      .default('fr'),
    /** True for invented people of the demo. */
    synthetic: boolean().notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex('people_email').on(table.email),
    check('people_email_lower', sql`${table.email} = lower(${table.email})`),
  ],
)

const personId = () =>
  uuid('person_id')
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' })

export const signIns = pgTable(
  'sign_ins',
  {
    id: id(),
    userId: personId(),
    token: text().notNull().unique(),
    expiresAt: instant().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.userId), index().on(table.expiresAt)],
)

/** How someone can prove who they are: here, a password (hashed with scrypt). */
export const credentials = pgTable(
  'credentials',
  {
    id: id(),
    userId: personId(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: instant(),
    refreshTokenExpiresAt: instant(),
    scope: text(),
    password: text(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex('credentials_once').on(table.userId, table.providerId)],
)

/** Links sent by mail, hashed, used once. */
export const verifications = pgTable(
  'verifications',
  {
    id: id(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index().on(table.identifier)],
)

/** A role given to someone, over the whole network (no scopeId) or one delegation, season or team. */
export const roleGrants = pgTable(
  'role_grants',
  {
    id: id(),
    personId: personId(),
    role: text({
      enum: ['network_admin', 'delegation_admin', 'organiser', 'facilitator', 'coach', 'mentor', 'reviewer', 'juror'],
    }).notNull(),
    scopeKind: text({ enum: ['network', 'delegation', 'season', 'team'] }).notNull(),
    scopeId: uuid(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('role_grants_once').on(
      table.personId,
      table.role,
      table.scopeKind,
      sql`coalesce(${table.scopeId}, '00000000-0000-0000-0000-000000000000')`,
    ),
    index().on(table.scopeId),
    check('role_grants_scope', sql`(${table.scopeKind} = 'network') = (${table.scopeId} is null)`),
  ],
)
