import { z } from 'zod'

/** A moment in time. On the wire: RFC 3339 with an offset; in the program: a Date. */
export const Instant = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})

/** A calendar day in the zone of the delegation, as `2018-05-19`: near enough to our time that a mistyped year is seen. */
export const LocalDay = z.iso
  .date()
  .refine((day) => day >= '2000-01-01' && day <= '2100-12-31', 'Choose a day between 2000 and 2100.')

export const Id = z.uuid()

/** An IANA zone that this machine knows, such as `Europe/Paris` or `Indian/Reunion`. */
export const TimeZone = z.string().refine(isTimeZone, 'Unknown time zone. Example: Europe/Paris.')

/** Text that a person typed: trimmed, and without the control characters and halves of characters that PostgreSQL refuses. */
export const text = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    // oxlint-disable-next-line no-control-regex -- the control characters are what is refused
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/, 'Control characters are not allowed.')
    .refine((typed) => typed.isWellFormed(), 'This text holds half a character. Type it again.')

/** The query of every list: `limit` items after `cursor`, which is the `nextCursor` of the page before. */
export const PageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
})

export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** An amount of money in euro cents. */
export const Cents = z.number().int().min(0).max(1_000_000_000)

function isTimeZone(zone: string): boolean {
  // The program takes `+02:00` for a zone too, and PostgreSQL reads it the other way round.
  if (/^[+-]/.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
