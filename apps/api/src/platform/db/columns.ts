import { timestamp, uuid } from 'drizzle-orm/pg-core'

/** A moment in time, to the millisecond as JavaScript holds it, so that cursors compare exactly. */
export const instant = (name?: string) =>
  name ? timestamp(name, { withTimezone: true, precision: 3 }) : timestamp({ withTimezone: true, precision: 3 })

export const id = () => uuid().primaryKey().defaultRandom()

export const createdAt = () => instant().notNull().defaultNow()
