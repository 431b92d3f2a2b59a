import { expect, it } from 'vitest'
import { viewOf } from './clock-text.ts'
import { surerOf } from './server-time.ts'

const clock = {
  state: 'running' as const,
  startedAt: '2018-05-20T14:00:00.000Z',
  elapsedMs: 30_000,
  durationSeconds: 180,
  warningSeconds: 60,
  dangerSeconds: 15,
  serverNow: '2018-05-20T14:00:30.000Z',
}
const at = (seconds: number) => Date.parse('2018-05-20T14:00:00.000Z') + seconds * 1000

it('tells the time left, then the time over, with its phase', () => {
  const told = [30, 30.2, 120, 165, 179.5, 180, 185.9].map((seconds) => {
    const { digits, phase } = viewOf(clock, at(seconds))
    return `${digits} ${phase}`
  })

  expect(told).toEqual([
    '2:30 default',
    '2:30 default',
    '1:00 warning',
    '0:15 danger',
    '0:01 danger',
    '+0:00 overtime',
    '+0:05 overtime',
  ])
})

it('stands still while paused', () => {
  expect(viewOf({ ...clock, state: 'paused' }, at(500))).toEqual({ digits: '2:30', phase: 'default', left: 150 / 180 })
})

it('keeps the surest reading of the server’s time, until it is old', () => {
  const sure = { offset: 10, doubt: 5, at: 0 }
  const vague = { offset: 90, doubt: 80, at: 1_000 }

  expect(surerOf(undefined, vague)).toBe(vague)
  expect(surerOf(sure, vague)).toBe(sure)
  expect(surerOf(vague, sure)).toBe(sure)
  expect(surerOf(sure, { ...vague, at: 200_000 })).toEqual({ offset: 90, doubt: 80, at: 200_000 })
})
