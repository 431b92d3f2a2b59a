import { clockPhase, elapsedAt, type ClockPhase } from '@essor/contracts'
import type { PitchClock } from './judging.queries.ts'

export interface ClockView {
  phase: ClockPhase
  /** Time left, or `+` and the time over. */
  digits: string
  /** What is left of the time, from 1 to 0. */
  left: number
}

/** What every screen shows of this clock at this instant of the server. */
export function viewOf(clock: PitchClock, now: number): ClockView {
  const elapsed = elapsedAt({ ...clock, serverNow: Date.parse(clock.serverNow) }, now)
  const leftMs = clock.durationSeconds * 1000 - elapsed
  return {
    phase: clockPhase(clock, elapsed),
    digits: leftMs > 0 ? digitsOf(Math.ceil(leftMs / 1000)) : `+${digitsOf(Math.floor(-leftMs / 1000))}`,
    left: Math.max(0, leftMs / (clock.durationSeconds * 1000)),
  }
}

export const digitsOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
