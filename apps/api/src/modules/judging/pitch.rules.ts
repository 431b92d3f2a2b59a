import type { PitchSessionStatus, PitchStatus } from '@essor/contracts'
import { AppError } from '../../platform/errors.ts'

/** A wrong tap is undone: a pitch goes back to waiting with its clock at zero, and a stopped one goes on. */
const pitchMoves: Record<PitchStatus, readonly PitchStatus[]> = {
  waiting: ['running', 'skipped'],
  running: ['paused', 'done', 'waiting'],
  paused: ['running', 'done', 'waiting'],
  done: ['paused'],
  skipped: ['waiting'],
}

/** Which moves of its pitches each state of a session allows, and where the session may go by hand. */
const sessionMoves: Record<PitchSessionStatus, { pitchesMove: boolean; to: readonly PitchSessionStatus[] }> = {
  planned: { pitchesMove: true, to: [] },
  live: { pitchesMove: true, to: ['closed'] },
  closed: { pitchesMove: false, to: ['live'] },
}

export const onStage = (status: PitchStatus): boolean => status === 'running' || status === 'paused'

export function assertPitchMove(session: PitchSessionStatus, from: PitchStatus, to: PitchStatus): void {
  if (!sessionMoves[session].pitchesMove)
    throw new AppError('pitch_transition', 'Scoring of this session is closed. Open it again first.')
  if (!pitchMoves[from].includes(to)) throw new AppError('pitch_transition', `A pitch that is ${from} cannot be ${to}.`)
}

export function assertScoringMove(
  from: PitchSessionStatus,
  to: PitchSessionStatus,
  pitchStatuses: readonly PitchStatus[],
): void {
  if (!sessionMoves[from].to.includes(to))
    throw new AppError('pitch_transition', `A session that is ${from} cannot be ${to}.`)
  if (to === 'closed' && pitchStatuses.some(onStage))
    throw new AppError('pitch_transition', 'A pitch is on stage. End it before you close scoring.')
}

export interface ClockState {
  status: PitchStatus
  startedAt: Date | null
  resumedAt: Date | null
  accumulatedMs: number
}

/** A clock that somebody forgot stands still after a day: what it counted has to fit its column. */
const longestMs = 86_400_000

export const elapsedMs = ({ resumedAt, accumulatedMs }: ClockState, now: Date): number =>
  Math.min(longestMs, accumulatedMs + (resumedAt ? Math.max(0, now.getTime() - resumedAt.getTime()) : 0))

/** What moving a pitch does to its clock. */
export function movedClock(clock: ClockState, to: PitchStatus, now: Date): ClockState {
  if (to === 'waiting') return { status: to, startedAt: null, resumedAt: null, accumulatedMs: 0 }
  return {
    status: to,
    startedAt: clock.startedAt ?? (to === 'running' ? now : null),
    resumedAt: to === 'running' ? now : null,
    accumulatedMs: elapsedMs(clock, now),
  }
}

interface ClockSettings {
  durationSeconds: number
  warningSeconds: number
  dangerSeconds: number
}

export const readClock = (
  { durationSeconds, warningSeconds, dangerSeconds }: ClockSettings,
  pitch: ClockState,
  now: Date,
) => ({
  state: pitch.status,
  startedAt: pitch.startedAt,
  elapsedMs: elapsedMs(pitch, now),
  durationSeconds,
  warningSeconds,
  dangerSeconds,
  serverNow: now,
})

export type Scoring = 'not_yet' | 'open' | 'closed'

/** Opens with the pitch, and stays open until scoring of the session is closed. */
export function scoringOf(session: PitchSessionStatus, startedAt: Date | null): Scoring {
  if (session === 'closed') return 'closed'
  return startedAt === null ? 'not_yet' : 'open'
}
