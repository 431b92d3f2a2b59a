import { daysOf, type PromiseRhythm, type PromiseUnit } from '@essor/contracts'
import type { TimePromise } from './promises.queries.ts'

/** What the fields of a promise hold; the amount may be empty while it is typed. */
export type PromiseValues = {
  unit: PromiseUnit
  amount: number | null
  rhythm: PromiseRhythm
  startsOn: string
  endsOn: string
  note: string
}

/** A first proposal: an evening a week, or one in all where there is less than a week. */
export const promiseFor = (startsOn: string, endsOn: string): PromiseValues => ({
  unit: 'evening',
  amount: 1,
  rhythm: daysOf({ startsOn, endsOn }) >= 7 ? 'per_week' : 'total',
  startsOn,
  endsOn,
  note: '',
})

export const valuesOf = ({ unit, amount, rhythm, startsOn, endsOn, note }: TimePromise): PromiseValues => ({
  unit,
  amount,
  rhythm,
  startsOn,
  endsOn,
  note,
})
