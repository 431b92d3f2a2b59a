import type { NeedDraft, NeedKind, NeedsSummary } from '@essor/contracts'
import { Temporal } from 'temporal-polyfill'
import { AppError, type FieldError } from '../../../platform/errors.ts'

const dayAfter = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString()

/** The first day, in the zone of the season, on which nothing of its needs is left. */
export const erasedOn = ({ endsOn, needsKeptDays }: { endsOn: string; needsKeptDays: number }): string =>
  dayAfter(endsOn, needsKeptDays + 1)

interface Keeping {
  status: 'draft' | 'published' | 'closed'
  endsOn: string
  timeZone: string
  needsKeptDays: number
}

/** Needs are told while a season goes on; what is told after the day of erasing would be gone the next hour. */
export function needsAreOpen(season: Keeping, now: Date): boolean {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(season.timeZone).toPlainDate()
  return season.status === 'published' && today.toString() < erasedOn(season)
}

/** Each kind asks for what those who provide must know, and for no more. */
export function assertNeed(kind: NeedKind, { detail, diets, children }: NeedDraft): void {
  const faults: FieldError[] = []
  const fault = (path: string, code: string, message: string) => faults.push({ path, code, message })
  if (kind === 'diet' && diets.length === 0) fault('diets', 'chooseOne', 'Choose at least one.')
  if (kind !== 'diet' && diets.length > 0) fault('diets', 'not_asked', 'Diets are told under the kind diet.')
  if (kind === 'diet' && diets.includes('other') && detail === '')
    fault('detail', 'required', 'Say what you do not eat.')
  if (kind === 'childcare' && children === null) fault('children', 'required', 'Say how many children.')
  if (kind !== 'childcare' && children !== null)
    fault('children', 'not_asked', 'Children are told under the kind childcare.')
  if (faults.length > 0) throw new AppError('invalid_input', 'This need is not complete, or tells too much.', faults)
}

interface Counted {
  kind: NeedKind
  people: number
  children: number
}

/** Every kind is told, also where nobody needs it. */
export function needsByKind(rows: readonly Counted[]): NeedsSummary['byKind'] {
  const of = (kind: NeedKind) => rows.find((row) => row.kind === kind)?.people ?? 0
  return {
    childcare: of('childcare'),
    access: of('access'),
    diet: of('diet'),
    transport: of('transport'),
    device: of('device'),
  }
}
