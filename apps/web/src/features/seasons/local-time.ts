import { Temporal } from 'temporal-polyfill'

/** What a `datetime-local` field shows: the wall clock in that zone, whatever the zone of the browser. */
export const toLocal = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })

/** An hour that the change of clock skips becomes the next one that exists; one that comes twice is the first. */
export const toInstant = (local: string, zone: string): string =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant().toString()
