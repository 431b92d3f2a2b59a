import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../../platform/db/columns.ts'
import { people } from '../../identity/index.ts'
import { calls } from './calls.table.ts'

const callId = () =>
  uuid()
    .notNull()
    .references(() => calls.id, { onDelete: 'cascade' })

/** Opens a call for late files, to so many people, until its expiry. */
export const callAccessCodes = pgTable(
  'call_access_codes',
  {
    id: id(),
    callId: callId(),
    /** Kept readable, since organisers read it out again; without an account nobody can use it. */
    code: text().notNull(),
    note: text().notNull(),
    uses: integer().notNull(),
    used: integer().notNull().default(0),
    /** The last instant at which it opens anything. */
    expiresAt: instant().notNull(),
    endedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('call_access_codes_code').on(table.callId, table.code),
    index().on(table.callId, table.createdAt),
    check('call_access_codes_uses', sql`${table.used} between 0 and ${table.uses}`),
  ],
)

/** What a person was given by a code: one right for a call. */
export const callCodeUses = pgTable(
  'call_code_uses',
  {
    callId: callId(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    codeId: uuid()
      .notNull()
      .references(() => callAccessCodes.id, { onDelete: 'cascade' }),
    until: instant().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.callId, table.personId] }),
    index().on(table.personId),
    index().on(table.codeId),
  ],
)

/** More time for one person. By address, since organisers may give it to someone who has no account yet. */
export const callExtensions = pgTable(
  'call_extensions',
  {
    id: id(),
    callId: callId(),
    email: text().notNull(),
    until: instant().notNull(),
    note: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('call_extensions_email').on(table.callId, table.email),
    index().on(table.callId, table.createdAt),
    check('call_extensions_email_lower', sql`${table.email} = lower(${table.email})`),
  ],
)
