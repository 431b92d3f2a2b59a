import { expect, it } from 'vitest'
import { clockPhase, elapsedAt } from './pitch-clock.ts'

const threeMinutes = { durationSeconds: 180, warningSeconds: 60, dangerSeconds: 15 }

it('changes phase exactly when that much time is left', () => {
  const at = [0, 119_999, 120_000, 164_999, 165_000, 179_999, 180_000, 400_000]

  expect(at.map((elapsed) => clockPhase(threeMinutes, elapsed))).toEqual([
    'default',
    'default',
    'warning',
    'warning',
    'danger',
    'danger',
    'overtime',
    'overtime',
  ])
})

it('goes straight to overtime where no warning is wanted', () => {
  const bare = { durationSeconds: 30, warningSeconds: 0, dangerSeconds: 0 }

  expect([29_999, 30_000].map((elapsed) => clockPhase(bare, elapsed))).toEqual(['default', 'overtime'])
})

it('counts on while running, stands still otherwise, and never goes back', () => {
  const read = { elapsedMs: 5_000, serverNow: 1_000_000 }

  expect(elapsedAt({ ...read, state: 'running' }, 1_002_500)).toBe(7_500)
  expect(elapsedAt({ ...read, state: 'running' }, 999_000)).toBe(5_000)
  expect(elapsedAt({ ...read, state: 'paused' }, 1_002_500)).toBe(5_000)
  expect(elapsedAt({ ...read, state: 'done' }, 1_002_500)).toBe(5_000)
})
