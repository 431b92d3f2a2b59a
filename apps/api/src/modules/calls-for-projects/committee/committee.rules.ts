import type { LocalMoment } from '@essor/contracts'
import { Temporal } from 'temporal-polyfill'
import { assertClosed, callStatus } from '../calls/call.rules.ts'
import type { Call } from '../calls/calls.repository.ts'
import type { SettingsRow } from './committee.repository.ts'

/** « Until 23:59 » lasts until that minute ends; where the clock says it twice, the later one. */
export const dueInstant = ({ day, hour }: LocalMoment, timeZone: string): Date =>
  new Date(
    Temporal.PlainDateTime.from(`${day}T${hour}`).toZonedDateTime(timeZone, { disambiguation: 'later' })
      .epochMilliseconds + 59_999,
  )

/** Files may change until the deadline, so they are given out after it, unless the call is reviewed as they come. */
export function assertMayAssign(call: Call, { reviewAsFilesCome }: SettingsRow, now: Date): void {
  if (reviewAsFilesCome && callStatus(call, now) === 'open') return
  assertClosed(call, now)
}

interface Progress {
  assigned: number
  begun: number
  done: number
}

/** Files that someone has, begun or done or not. */
export const loadOf = ({ assigned, begun, done }: Progress): number => assigned + begun + done

export const isLate = (
  { assigned, begun }: Progress,
  call: Pick<Call, 'status'>,
  { reviewsDueAt }: Pick<SettingsRow, 'reviewsDueAt'>,
  now: Date,
): boolean => call.status !== 'decided' && reviewsDueAt !== null && reviewsDueAt < now && assigned + begun > 0

/** How long before the end of reviewing those who have not finished are reminded. */
export const remindBefore = 48 * 60 * 60 * 1000
/** How long nobody is reminded again by hand. */
export const remindPause = 24 * 60 * 60 * 1000
