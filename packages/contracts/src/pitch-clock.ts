import { z } from 'zod'
import { Instant } from './platform.ts'

/** Where a pitch stands: on stage means running or paused. */
export const PitchStatus = z.enum(['waiting', 'running', 'paused', 'done', 'skipped']).meta({ id: 'PitchStatus' })
export type PitchStatus = z.output<typeof PitchStatus>

/**
 * What the server's clock says. `elapsedMs` is true at `serverNow`; `warningSeconds` and `dangerSeconds` are the time left when
 * the screen changes. A screen that knows how far its own clock is from the server's counts on by itself.
 */
export const PitchClock = z
  .object({
    state: PitchStatus,
    startedAt: Instant.nullable(),
    elapsedMs: z.number().int().min(0),
    durationSeconds: z.number().int(),
    warningSeconds: z.number().int(),
    dangerSeconds: z.number().int(),
    serverNow: Instant,
  })
  .meta({
    id: 'PitchClock',
    examples: [
      {
        state: 'running',
        startedAt: '2018-05-20T14:00:00.000Z',
        elapsedMs: 61_000,
        durationSeconds: 180,
        warningSeconds: 60,
        dangerSeconds: 15,
        serverNow: '2018-05-20T14:01:01.000Z',
      },
    ],
  })

export type ClockPhase = 'default' | 'warning' | 'danger' | 'overtime'

/** Milliseconds on the clock at `now`, an instant of the server in milliseconds; never less than what was read. */
export function elapsedAt(reading: { state: PitchStatus; elapsedMs: number; serverNow: number }, now: number): number {
  return reading.elapsedMs + (reading.state === 'running' ? Math.max(0, now - reading.serverNow) : 0)
}

/** The same phase on every screen and on the server: each begins exactly when that much time is left. */
export function clockPhase(
  clock: { durationSeconds: number; warningSeconds: number; dangerSeconds: number },
  elapsedMs: number,
): ClockPhase {
  const leftMs = clock.durationSeconds * 1000 - elapsedMs
  if (leftMs <= 0) return 'overtime'
  if (leftMs <= clock.dangerSeconds * 1000) return 'danger'
  return leftMs <= clock.warningSeconds * 1000 ? 'warning' : 'default'
}
