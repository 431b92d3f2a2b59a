import { PitchSessionStatus, PitchStatus } from '@essor/contracts'
import { expect, it } from 'vitest'
import { assertPitchMove, assertScoringMove, elapsedMs, movedClock, scoringOf, type ClockState } from './pitch.rules.ts'

const allowed = (attempt: () => void): boolean => {
  try {
    attempt()
    return true
  } catch {
    return false
  }
}
const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000)

it('allows these moves of a pitch, and no other', () => {
  const moves = PitchStatus.options.flatMap((from) =>
    PitchStatus.options.filter((to) => allowed(() => assertPitchMove('live', from, to))).map((to) => `${from} → ${to}`),
  )

  expect(moves).toEqual([
    'waiting → running',
    'waiting → skipped',
    'running → waiting',
    'running → paused',
    'running → done',
    'paused → waiting',
    'paused → running',
    'paused → done',
    'done → paused',
    'skipped → waiting',
  ])
})

it('moves no pitch once scoring is closed', () => {
  expect(allowed(() => assertPitchMove('planned', 'waiting', 'running'))).toBe(true)
  expect(allowed(() => assertPitchMove('closed', 'waiting', 'running'))).toBe(false)
})

it('closes and reopens scoring, but never during a pitch', () => {
  const moves = PitchSessionStatus.options.flatMap((from) =>
    PitchSessionStatus.options
      .filter((to) => allowed(() => assertScoringMove(from, to, ['done'])))
      .map((to) => `${from} → ${to}`),
  )

  expect(moves).toEqual(['live → closed', 'closed → live'])
  expect(allowed(() => assertScoringMove('live', 'closed', ['done', 'paused']))).toBe(false)
})

it('counts only the time while the clock runs', () => {
  const waiting: ClockState = { status: 'waiting', startedAt: null, resumedAt: null, accumulatedMs: 0 }

  const running = movedClock(waiting, 'running', at(0))
  const paused = movedClock(running, 'paused', at(40))
  const resumed = movedClock(paused, 'running', at(100))
  const done = movedClock(resumed, 'done', at(130))

  expect([waiting, running, paused, resumed, done].map((clock) => elapsedMs(clock, at(120)))).toEqual([
    0, 120_000, 40_000, 60_000, 70_000,
  ])
  expect(done).toEqual({ status: 'done', startedAt: at(0), resumedAt: null, accumulatedMs: 70_000 })
  expect(movedClock(paused, 'waiting', at(50))).toEqual(waiting)
})

it('still ends a pitch whose clock was forgotten for a year', () => {
  const running: ClockState = { status: 'running', startedAt: at(0), resumedAt: at(0), accumulatedMs: 0 }

  expect(movedClock(running, 'done', at(365 * 86_400))).toEqual({
    status: 'done',
    startedAt: at(0),
    resumedAt: null,
    accumulatedMs: 86_400_000,
  })
})

it('opens scoring with the pitch and closes it with the session', () => {
  expect([
    scoringOf('planned', null),
    scoringOf('live', null),
    scoringOf('live', at(0)),
    scoringOf('closed', at(0)),
  ]).toEqual(['not_yet', 'not_yet', 'open', 'closed'])
})
