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

/** An instant as the wall clock there says it. */
export function localMoment(iso: string, timeZone: string): Schema<'LocalMoment'> {
  const at = Temporal.Instant.from(iso).toZonedDateTimeISO(timeZone)
  return { day: at.toPlainDate().toString(), hour: at.toPlainTime().toString({ smallestUnit: 'minute' }) }
}

/** The end of the day so many days after `iso`, there. */
export function eveningAfter(iso: string, timeZone: string, days: number): Schema<'LocalMoment'> {
  const day = Temporal.Instant.from(iso).toZonedDateTimeISO(timeZone).toPlainDate().add({ days })
  return { day: day.toString(), hour: '23:59' }
}

/** The instants of a call as its wall clock says them. */
export function valuesOf({
  title,
  presentation,
  timeZone,
  opensAt,
  closesAt,
  criteria,
}: Pick<Call, 'title' | 'presentation' | 'timeZone' | 'opensAt' | 'closesAt' | 'criteria'>): CallValues {
  return {
    title,
    presentation,
    timeZone,
    opens: localMoment(opensAt, timeZone),
    closes: localMoment(closesAt, timeZone),
    criteria: criteria.map((criterion) => ({ ...criterion })),
  }
}
