import { describe, expect, it } from 'vitest'
import { toInstant, toLocal } from './local-time.ts'

describe('the wall clock of a season', () => {
  it.each([
    ['2026-03-28T18:00', 'Europe/Paris', '2026-03-28T17:00:00Z'],
    ['2026-03-29T18:00', 'Europe/Paris', '2026-03-29T16:00:00Z'],
    ['2026-10-25T18:00', 'Europe/Paris', '2026-10-25T17:00:00Z'],
    ['2026-10-25T18:00', 'Indian/Reunion', '2026-10-25T14:00:00Z'],
    ['2026-10-25T18:00', 'America/Guadeloupe', '2026-10-25T22:00:00Z'],
  ])('%s in %s is %s, and back', (local, zone, instant) => {
    expect(toInstant(local, zone)).toBe(instant)
    expect(toLocal(instant, zone)).toBe(local)
  })

  it('takes an hour that is skipped for the next, and the first of an hour that comes twice', () => {
    expect(toInstant('2026-03-29T02:30', 'Europe/Paris')).toBe('2026-03-29T01:30:00Z')
    expect(toInstant('2026-10-25T02:30', 'Europe/Paris')).toBe('2026-10-25T00:30:00Z')
  })
})
