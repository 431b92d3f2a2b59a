import type { AnswerWordsDraft } from '@essor/contracts'
import { Temporal } from 'temporal-polyfill'
import { AppError } from '../../../platform/errors.ts'

export interface ConfirmationLimit {
  confirmBy: Date
  confirmRemindAt: Date | null
}

/** In the morning: nobody wants to be written to at midnight. */
const reminderHour = 9
const reminderDays = 2

/**
 * Holders have so many whole days of the call's zone after the one on which they are told: the limit is the last instant of
 * the last of them. They are reminded in the morning two days before, where that is still to come.
 */
export function confirmationLimit(now: Date, days: number, timeZone: string): ConfirmationLimit {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const last = today.add({ days })
  const after = last.add({ days: 1 }).toZonedDateTime({ timeZone })
  const reminder = last
    .subtract({ days: reminderDays })
    .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour: reminderHour }) })
  return {
    confirmBy: new Date(after.epochMilliseconds - 1),
    confirmRemindAt: reminder.epochMilliseconds > now.getTime() ? new Date(reminder.epochMilliseconds) : null,
  }
}

export function assertInTime({ confirmBy }: { confirmBy: Date | null }, now: Date): void {
  if (confirmBy && now > confirmBy)
    throw new AppError(
      'confirmation_late',
      'The time to confirm has passed. Write to the organisers if you still wish to.',
    )
}

/** Those of a season that is over are answered still, but nothing joins it. */
export function assertSeasonGoesOn({ status }: { status: string }): void {
  if (status === 'closed') throw new AppError('season_not_open', 'The season is over: no project can join it.')
}

/** Puts those that may be moved in the order wished for; the others keep their place in the list. */
export function reordered(all: readonly string[], movable: ReadonlySet<string>, wish: readonly string[]): string[] {
  const known = new Set(wish)
  if (known.size !== wish.length || known.size !== movable.size || wish.some((id) => !movable.has(id)))
    throw new AppError('waiting_list_changed', 'The waiting list changed in the meantime. Read it again.')
  const next = [...wish]
  return all.map((id) => (movable.has(id) ? next.shift()! : id))
}

const nothing = { intro: '', closing: '' }
export const noWords: AnswerWordsDraft = { accepted: nothing, waitlisted: nothing, declined: nothing, reasons: [] }
