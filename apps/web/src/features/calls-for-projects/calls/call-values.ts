import type { Schema } from '@essor/api-client'
import { Temporal } from 'temporal-polyfill'
import type { Call } from '../calls.queries.ts'

export type CallValues = Schema<'CallDraft'>

export const zones = [
  'Europe/Paris',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'America/Miquelon',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Pacific/Noumea',
  'Pacific/Tahiti',
] as const

/** A new call opens now and lasts a month, until the end of its last day. */
export function newCallValues(timeZone: string, now: Temporal.Instant, criteria: CallValues['criteria']): CallValues {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  return {
    title: '',
    presentation: '',
    timeZone,
    opens: { day: today.toString(), hour: '09:00' },
    closes: { day: today.add({ months: 1 }).toString(), hour: '23:59' },
    criteria,
  }
}

/** The instants of a call as its wall clock says them. */
export function valuesOf({ title, presentation, timeZone, opensAt, closesAt, criteria }: Call): CallValues {
  const local = (iso: string) => {
    const at = Temporal.Instant.from(iso).toZonedDateTimeISO(timeZone)
    return { day: at.toPlainDate().toString(), hour: at.toPlainTime().toString({ smallestUnit: 'minute' }) }
  }
  return {
    title,
    presentation,
    timeZone,
    opens: local(opensAt),
    closes: local(closesAt),
    criteria: criteria.map((criterion) => ({ ...criterion })),
  }
}
