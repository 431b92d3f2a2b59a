import { Temporal } from 'temporal-polyfill'

/** Tells moments as the organisers do: so many days from the start day, at this hour of the wall clock there. */
export const calendar =
  (startsOn: string, timeZone = 'Europe/Paris') =>
  (days: number, hour: string): string =>
    Temporal.PlainDate.from(startsOn)
      .add({ days })
      .toZonedDateTime({ timeZone, plainTime: hour })
      .toInstant()
      .toString()

/** The day that it is there at this moment. */
export const dayAt = (now: Date, timeZone = 'Europe/Paris'): string =>
  Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/** The day so many days from the start day. */
export const dayFrom = (startsOn: string, days: number): string =>
  Temporal.PlainDate.from(startsOn).add({ days }).toString()
