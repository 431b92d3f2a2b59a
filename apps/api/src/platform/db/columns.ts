import { sql } from 'drizzle-orm'
import { timestamp, uuid } from 'drizzle-orm/pg-core'

/** A moment in time, to the millisecond as JavaScript holds it, so that cursors compare exactly. */
export const instant = (name?: string) =>
  name ? timestamp(name, { withTimezone: true, precision: 3 }) : timestamp({ withTimezone: true, precision: 3 })

/** Ids grow with time, so that rows made within one millisecond keep their order too. */
export const id = () =>
  uuid()
    .primaryKey()
    .default(sql`uuidv7()`)

export const createdAt = () => instant().notNull().defaultNow()
