import { SubmissionFile, type EditablePart, type LateRight, type SubmissionStatus } from '@essor/contracts'
import { AppError } from '../../../platform/errors.ts'
import { sameJson } from '../../../platform/same-json.ts'
import type { Call } from './calls.repository.ts'

export type WritingCall = Pick<
  Call,
  'status' | 'opensAt' | 'closesAt' | 'closedAt' | 'graceMinutes' | 'editableAfterClose'
>

/** Until when a person may still write after the deadline of a call; null where they were given nothing. */
export interface PersonRights {
  codeUntil: Date | null
  extendedUntil: Date | null
}

export const noRights: PersonRights = { codeUntil: null, extendedUntil: null }

export interface Writable {
  begin: boolean
  save: EditablePart
  submit: boolean
  /** By what right the deadline does not stop this person; null before it. */
  late: LateRight | null
}

const stopped: Writable = { begin: false, save: 'nothing', submit: false, late: null }

/**
 * Whether a person may begin a file for this call, or save and submit the one that they hold. The one place where the
 * deadline, the grace, access codes, extensions and the setting for submitted files meet.
 */
export function mayWrite(
  call: WritingCall,
  submission: { status: SubmissionStatus } | undefined,
  rights: PersonRights,
  now: Date,
): Writable {
  if (call.status !== 'published' || now < call.opensAt) return stopped
  const late = now <= call.closesAt ? null : lateRight(call, rights, now)
  const inTime = now <= call.closesAt || late !== null
  switch (submission?.status) {
    case undefined:
      return { ...stopped, begin: inTime, late }
    case 'draft':
      return { ...stopped, save: inTime ? 'everything' : 'nothing', submit: inTime, late }
    case 'submitted':
      return { ...stopped, save: inTime ? 'everything' : call.editableAfterClose, late }
    // What organisers asked to mend has a moment of its own, and is sent back by answering.
    case 'correction_asked':
      return { ...stopped, save: 'everything' }
    case 'under_review':
    case 'shortlisted':
    case 'accepted':
    case 'confirmed':
    case 'declined':
    case 'lapsed':
    case 'waitlisted':
    case 'turned_down':
    case 'withdrawn':
      return stopped
  }
}

function lateRight(call: WritingCall, { codeUntil, extendedUntil }: PersonRights, now: Date): LateRight | null {
  if (extendedUntil && now <= extendedUntil) return 'extension'
  if (codeUntil && now <= codeUntil) return 'code'
  const graceEnds = call.closesAt.getTime() + call.graceMinutes * 60_000
  return !call.closedAt && now.getTime() <= graceEnds ? 'grace' : null
}

/** The last moment for this person. The grace is no part of it: nobody should count on it. */
export function lastMoment({ closesAt }: Pick<Call, 'closesAt'>, { codeUntil, extendedUntil }: PersonRights): Date {
  const all = [closesAt, codeUntil, extendedUntil].flatMap((at) => at?.getTime() ?? [])
  return new Date(Math.max(...all))
}

/** As its holder reads it beside the file. That there is a grace is said once it runs, and not how long it is. */
export function ownWriting(
  call: WritingCall,
  submission: { status: SubmissionStatus },
  season: { status: string },
  rights: PersonRights,
  now: Date,
) {
  const { save, submit, late } = season.status === 'published' ? mayWrite(call, submission, rights, now) : stopped
  return { until: lastMoment(call, rights), editable: save, maySubmit: submit, grace: late === 'grace' }
}

export function assertSeasonOpen(season: { status: string } | undefined): void {
  if (season?.status !== 'published') throw new AppError('season_not_open', 'This season is over.')
}

const notOpen = () =>
  new AppError('call_not_open', 'This call has not opened yet, or its last moment for you has passed.')

export function assertMayBegin({ begin }: Writable): void {
  if (!begin) throw notOpen()
}

export function assertMaySubmit({ submit }: Writable): void {
  if (!submit) throw notOpen()
}

const presentation: readonly string[] = ['title', 'summary']

export function assertMaySave({ save }: Writable, before: SubmissionFile, after: SubmissionFile): void {
  if (save === 'nothing') throw notOpen()
  if (save === 'everything') return
  // A file of before a question existed holds no answer to it, which is an empty one.
  const known: Record<string, unknown> = SubmissionFile.safeParse(before).data ?? { ...before }
  const errors = Object.entries(after)
    .filter(([field, value]) => !presentation.includes(field) && !sameJson(value, known[field]))
    .map(([path]) => ({ path, message: 'This no longer changes after the closing.', code: 'frozen' }))
  if (errors.length > 0)
    throw new AppError('submission_frozen', 'Since the closing, only the title and the summary may change.', errors)
}

/** Files in answer to the form come and go one by one. */
export function assertMayAnswer({ save }: Writable): void {
  if (save === 'nothing') throw notOpen()
  if (save !== 'everything')
    throw new AppError('submission_frozen', 'Since the closing, only the title and the summary may change.')
}

/** A call as it stands for a person who holds nothing yet. The grace is not offered to anyone. */
export function callAccess(call: WritingCall, season: { status: string }, rights: PersonRights, now: Date) {
  const until = lastMoment(call, rights)
  const { begin, late } = mayWrite(call, undefined, rights, now)
  const extended = rights.extendedUntil?.getTime() === until.getTime()
  return {
    until,
    mayBegin: begin && late !== 'grace' && season.status === 'published',
    moreTime: until <= call.closesAt ? null : extended ? ('extension' as const) : ('code' as const),
  }
}
