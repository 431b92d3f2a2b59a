import { describe, expect, it } from 'vitest'
import { movedSpan, resizedSpan, unitOf } from './moving.ts'
import { DAY } from './scale.ts'

const paris = 'Europe/Paris'
const evening = { startsAt: '2026-03-27T17:00:00Z', endsAt: '2026-03-27T19:00:00Z' }

describe('moving a moment', () => {
  it.each([
    ['over the change to summer time', 2, paris, '2026-03-29T16:00:00Z', '2026-03-29T18:00:00Z'],
    ['back', -3, paris, '2026-03-24T17:00:00Z', '2026-03-24T19:00:00Z'],
    ['where the clock never changes', 2, 'Indian/Reunion', '2026-03-29T17:00:00Z', '2026-03-29T19:00:00Z'],
  ])('by days keeps its hours %s', (_, days, zone, startsAt, endsAt) => {
    expect(movedSpan(evening, days, 'day', zone)).toEqual({ startsAt, endsAt })
  })

  it('by quarters of an hour moves both ends', () => {
    expect(movedSpan(evening, -3, 'quarter', paris)).toEqual({
      startsAt: '2026-03-27T16:15:00Z',
      endsAt: '2026-03-27T18:15:00Z',
    })
  })

  it('keeps the length of a night session that would lose its hour', () => {
    expect(movedSpan({ startsAt: '2026-03-22T01:45:00Z', endsAt: '2026-03-22T02:10:00Z' }, 7, 'day', paris)).toEqual({
      startsAt: '2026-03-29T01:45:00Z',
      endsAt: '2026-03-29T02:10:00Z',
    })
  })
})

describe('resizing a moment', () => {
  const week = { startsAt: '2026-05-04T07:00:00Z', endsAt: '2026-05-08T16:00:00Z' }

  it.each([
    ['end', 2, '2026-05-04T07:00:00Z', '2026-05-10T16:00:00Z'],
    ['end', -9, '2026-05-04T07:00:00Z', '2026-05-04T16:00:00Z'],
    ['start', -1, '2026-05-03T07:00:00Z', '2026-05-08T16:00:00Z'],
    ['start', 9, '2026-05-08T07:00:00Z', '2026-05-08T16:00:00Z'],
  ] as const)('moves its %s by %i days, and never past the other end', (edge, days, startsAt, endsAt) => {
    expect(resizedSpan(week, edge, days, 'day', paris)).toEqual({ startsAt, endsAt })
  })

  it('leaves a quarter of an hour at least', () => {
    expect(resizedSpan(evening, 'end', -20, 'quarter', paris).endsAt).toBe('2026-03-27T17:15:00Z')
    expect(resizedSpan(evening, 'start', 20, 'quarter', paris).startsAt).toBe('2026-03-27T18:45:00Z')
  })

  it('leaves a moment shorter than a day as it is', () => {
    expect(resizedSpan(evening, 'end', -1, 'day', paris)).toEqual(evening)
  })
})

it('counts in quarters of an hour where a weekend fills the drawing', () => {
  expect([unitOf({ from: 0, to: 2 * DAY }), unitOf({ from: 0, to: 61 * DAY })]).toEqual(['quarter', 'day'])
})
