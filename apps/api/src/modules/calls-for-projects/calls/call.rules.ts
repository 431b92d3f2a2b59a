import type { CallDraft, CallStatus, Criterion, LocalMoment } from '@essor/contracts'
import { Temporal } from 'temporal-polyfill'
import { AppError } from '../../../platform/errors.ts'

interface Span {
  opensAt: Date
  closesAt: Date
}

type Stored = Span & { status: 'draft' | 'published' | 'decided' }

/** Open and closed are never stored: they follow from the clock. The closing instant itself is still in. */
export function callStatus({ status, opensAt, closesAt }: Stored, now: Date): CallStatus {
  if (status !== 'published') return status
  if (now < opensAt) return 'upcoming'
  return now <= closesAt ? 'open' : 'closed'
}

/**
 * "Until 23:59" lasts until that minute ends. Where a change of clock makes the minute missing or double, doubt is in favour
 * of the holder: the earlier instant opens, the later closes.
 */
export function spanOf({ opens, closes, timeZone }: Pick<CallDraft, 'opens' | 'closes' | 'timeZone'>): Span {
  const opensAt = instantOf(opens, timeZone, 'earlier', 0)
  const closesAt = endOf(closes, timeZone)
  if (closesAt > opensAt) return { opensAt, closesAt }
  throw closesBeforeOpening()
}

const closesBeforeOpening = () =>
  new AppError('invalid_input', 'The call would close before it opens.', [
    { path: 'closes.day', message: 'Choose a closing after the opening.', code: 'order' },
  ])

/** So many days later, at the same hours of the wall clock. */
export function movedSpan({ opensAt, closesAt, timeZone }: Span & { timeZone: string }, days: number): Span {
  const later = (at: Date): LocalMoment => {
    const moved = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).add({ days })
    return { day: moved.toPlainDate().toString(), hour: moved.toPlainTime().toString({ smallestUnit: 'minute' }) }
  }
  return spanOf({ opens: later(opensAt), closes: later(closesAt), timeZone })
}

/** The last millisecond of that minute. */
export const endOf = (moment: LocalMoment, timeZone: string): Date => instantOf(moment, timeZone, 'later', 59_999)

/** The instant at which the wall clock there shows this; `plus` is in milliseconds. */
export function instantOf(
  { day, hour }: LocalMoment,
  timeZone: string,
  whenInDoubt: 'earlier' | 'later',
  plus: number,
): Date {
  const wall = Temporal.PlainDateTime.from(`${day}T${hour}`)
  const minute = wall.toZonedDateTime(timeZone, { disambiguation: whenInDoubt })
  return new Date(minute.epochMilliseconds + plus)
}

/** Keeps the ids of criteria that were there, so that a change of words is no change of criterion. */
export function withIds(drafts: CallDraft['criteria'], known: readonly Criterion[], newId: () => string): Criterion[] {
  const free = new Set(known.map(({ id }) => id))
  return drafts.map(({ id, ...criterion }) => ({
    ...criterion,
    id: id !== undefined && free.delete(id) ? id : newId(),
  }))
}

export function assertDraft({ status }: Stored): void {
  if (status !== 'draft')
    throw new AppError('call_published', 'This call is published: only its deadline, settings and criteria may change.')
}

/** Later at any time, earlier to a moment that is still to come; once it is over, a call is reopened instead. */
export function movedDeadline(call: Stored & { timeZone: string }, closes: LocalMoment, now: Date): Date {
  const status = callStatus(call, now)
  if (status !== 'open' && status !== 'upcoming')
    throw new AppError('call_transition', `This call is ${status}: its deadline does not move.`)
  const closesAt = endOf(closes, call.timeZone)
  if (closesAt <= call.opensAt) throw closesBeforeOpening()
  assertAhead(closesAt, now)
  return closesAt
}

/** The last instant at which files are in, once the call is closed at `now`: before it, so that none comes in any more. */
export function closedAt(call: Stored, now: Date): Date {
  const status = callStatus(call, now)
  if (status !== 'open') throw new AppError('call_transition', `This call is ${status}: there is nothing to close.`)
  const closesAt = new Date(now.getTime() - 1)
  if (closesAt <= call.opensAt) throw new AppError('call_transition', 'This call has only just opened. Try again.')
  return closesAt
}

export function reopenedUntil(call: Stored & { timeZone: string }, closes: LocalMoment, now: Date): Date {
  const status = callStatus(call, now)
  if (status === 'decided')
    throw new AppError('decisions_published', 'The decisions of this call are published: it stays closed.')
  if (status !== 'closed') throw new AppError('call_transition', `This call is ${status}: there is nothing to reopen.`)
  const closesAt = endOf(closes, call.timeZone)
  assertAhead(closesAt, now)
  return closesAt
}

/** A longer grace would open a call that is closed, and nobody would know. */
export function assertGraceMayChange(call: Stored, now: Date): void {
  const status = callStatus(call, now)
  if (status === 'closed' || status === 'decided')
    throw new AppError('call_transition', 'This call is closed: its grace stays as it was. Reopen it instead.')
}

function assertAhead(closesAt: Date, now: Date): void {
  if (closesAt > now) return
  throw new AppError('call_deadline_past', 'This moment has passed: choose a later one.', [
    { path: 'closes.day', message: 'Choose a moment to come.', code: 'moment_past' },
  ])
}

export function assertPublishable(call: Stored, season: { status: string }, now: Date): void {
  if (call.status !== 'draft') throw new AppError('call_transition', `This call is ${call.status} already.`)
  if (season.status !== 'published') throw new AppError('season_not_open', 'Publish the season first.')
  if (call.closesAt < now)
    throw new AppError('call_deadline_past', 'The deadline of this call has passed: choose a later one first.')
}

/** Files may change until the deadline, so nobody reviews or decides before. */
export function assertClosed(call: Stored, now: Date): void {
  const status = callStatus(call, now)
  if (status === 'decided') throw new AppError('decisions_published', 'The decisions of this call are published.')
  if (status !== 'closed') throw new AppError('call_still_open', 'Wait for the deadline: files may still change.')
}
