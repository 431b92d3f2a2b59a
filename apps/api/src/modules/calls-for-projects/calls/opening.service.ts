import type { CallDeadline, CallSettings } from '@essor/contracts'
import type { z } from 'zod'
import type { Deps } from '../../../platform/deps.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { assertGraceMayChange, closedAt, movedDeadline, reopenedUntil } from './call.rules.ts'
import { forgetLateMarks, listHoldersOf } from './call-holders.repository.ts'
import { tellHoldersOf } from './call-holders.service.ts'
import { changeLocked, type Writing } from './calls.service.ts'
import { closedMail, deadlineMovedMail, reopenedMail } from './opening.mail.ts'
import { assertSeasonOpen } from './writing.rules.ts'

type Telling = Writing & Pick<Deps, 'jobs' | 'publicUrl'>
type Closing = z.output<typeof CallDeadline>

export async function changeSettings(deps: Writing, callId: string, version: number, settings: CallSettings) {
  return changeLocked(deps, callId, 'call.settings_changed', version, (call, { now }) => {
    if (settings.graceMinutes !== call.graceMinutes) assertGraceMayChange(call, now)
    return settings
  })
}

/** Whoever holds a draft is told: they count on the deadline that they knew. */
export async function moveDeadline(deps: Telling, callId: string, version: number, { closes }: Closing) {
  return changeLocked(deps, callId, 'call.deadline_moved', version, async (call, { db, season, now }) => {
    const closesAt = movedDeadline(call, closes, now)
    if (closesAt.getTime() === call.closesAt.getTime()) return {}
    const moved = { ...call, closesAt }
    const holders = (await listHoldersOf(db, callId)).filter(({ status }) => status === 'draft')
    await sendMails(
      { db, jobs: deps.jobs },
      holders.map((holder) => deadlineMovedMail(holder, season, moved, deps.publicUrl)),
    )
    await tellHoldersOf(db, callId, holders)
    return { closesAt, deadlineMovedAt: now }
  })
}

/** From the answer on, no file comes in but by a code or an extension. Whoever holds a draft is told at once. */
export async function closeCall(deps: Telling, callId: string) {
  return changeLocked(deps, callId, 'call.closed', undefined, async (call, { db, season, now }) => {
    const closesAt = closedAt(call, now)
    const holders = await listHoldersOf(db, callId)
    const closed = { ...call, closesAt }
    await sendMails(
      { db, jobs: deps.jobs },
      holders
        .filter(({ status }) => status === 'draft')
        .map((holder) => closedMail(holder, season, closed, deps.publicUrl)),
    )
    await tellHoldersOf(db, callId, holders)
    return { closesAt, closedAt: now }
  })
}

export async function reopenCall(deps: Telling, callId: string, version: number, { closes }: Closing) {
  return changeLocked(deps, callId, 'call.reopened', version, async (call, { db, season, now }) => {
    const closesAt = reopenedUntil(call, closes, now)
    assertSeasonOpen(season)
    const reopened = { ...call, closesAt }
    const holders = await listHoldersOf(db, callId)
    await sendMails(
      { db, jobs: deps.jobs },
      holders.map((holder) => reopenedMail(holder, season, reopened, deps.publicUrl)),
    )
    await forgetLateMarks(db, callId)
    await tellHoldersOf(db, callId, holders)
    return { closesAt, reopenedAt: now, deadlineMovedAt: now, closedAt: null }
  })
}
