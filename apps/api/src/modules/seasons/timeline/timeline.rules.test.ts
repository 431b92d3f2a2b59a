import { defaultTerminology } from '@essor/contracts'
import { describe, expect, it } from 'vitest'
import { assertSpan, dayLater, daysBetween, daysLater, layOut, spanLater } from './timeline.rules.ts'

const presets = ['sprint_48h', 'season_2_months', 'solidarity_day', 'online_evening'] as const

/** Wall-clock hours there, which must be the same whatever the clock did in between. */
const hoursIn = (zone: string, { phases, sessions }: ReturnType<typeof layOut>) =>
  [...phases, ...sessions].map(({ kind, startsAt, endsAt }) => [kind, clockIn(zone, startsAt), clockIn(zone, endsAt)])

const clockIn = (zone: string, at: Date) =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at)

describe('laying out a season', () => {
  it.each([
    ['clocks go forward during the work', '2026-03-02', '2026-03-02T17:00:00.000Z', '2026-05-01T16:00:00.000Z'],
    ['clocks go back during the work', '2026-10-01', '2026-10-01T16:00:00.000Z', '2026-11-30T17:00:00.000Z'],
  ])('keeps the hours of Paris where %s', (_, startsOn, kickOff, restitution) => {
    const { phases } = layOut('season_2_months', startsOn, 'Europe/Paris')

    const startOf = (kind: string) => phases.find((phase) => phase.kind === kind)?.startsAt.toISOString()
    expect([startOf('kick_off'), startOf('restitution')]).toEqual([kickOff, restitution])
  })

  it.each([
    ['Indian/Reunion', '2026-03-28T05:00:00.000Z', '2026-03-29T15:00:00.000Z'],
    ['America/Guadeloupe', '2026-03-28T13:00:00.000Z', '2026-03-29T23:00:00.000Z'],
    ['Europe/Paris', '2026-03-28T08:00:00.000Z', '2026-03-29T17:00:00.000Z'],
  ])('runs a weekend by the clock of %s, also where the clocks of Paris change', (zone, begins, ends) => {
    const { sessions } = layOut('sprint_48h', '2026-03-28', zone)

    expect([sessions[0]?.startsAt.toISOString(), sessions.at(-1)?.endsAt.toISOString()]).toEqual([begins, ends])
  })

  it.each(presets)('gives %s the same hours all year, everywhere', (preset) => {
    const days = ['2026-01-15', '2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '2028-02-29']
    const zones = ['Europe/Paris', 'Indian/Reunion', 'America/Guadeloupe']

    const all = days.flatMap((day) => zones.map((zone) => JSON.stringify(hoursIn(zone, layOut(preset, day, zone)))))

    expect(new Set(all).size).toBe(1)
  })

  it.each(presets)(
    'lays %s out so that each moment ends after it begins, within the season it belongs to',
    (preset) => {
      const { endsOn, phases, sessions } = layOut(preset, '2026-05-09', 'Europe/Paris')

      expect(phases.map(({ kind }) => kind)).toEqual([
        'call',
        'review',
        'recruitment',
        'matching',
        'kick_off',
        'work',
        'restitution',
        'follow_up',
      ])
      expect([...phases, ...sessions].filter(({ startsAt, endsAt }) => endsAt <= startsAt)).toEqual([])
      expect(sessions.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['kick_off', 'pitches', 'restitution']))
      expect(endsOn >= '2026-05-09').toBe(true)
    },
  )

  it('ends a season of two months on its last day', () => {
    expect(layOut('season_2_months', '2026-04-01', 'Europe/Paris').endsOn).toBe('2026-05-31')
    expect(layOut('sprint_48h', '2026-12-31', 'Europe/Paris').endsOn).toBe('2027-01-01')
  })
})

it('never says by itself the word that keeps people away', () => {
  const words = Object.values(defaultTerminology).flatMap((terminology) => Object.values(terminology))
  const titles = presets.flatMap((preset) =>
    layOut(preset, '2026-05-09', 'Europe/Paris').sessions.map(({ title }) => title),
  )

  expect([...words, ...titles].filter((word) => /hacka/i.test(word ?? ''))).toEqual([])
  expect(words).toHaveLength(16)
})

describe('moving a season to another day', () => {
  it.each([
    ['forward', '2026-03-01T17:00:00.000Z', 30, '2026-03-31T16:00:00.000Z'],
    ['back', '2026-10-20T16:00:00.000Z', 7, '2026-10-27T17:00:00.000Z'],
    ['to an earlier day', '2026-04-02T16:00:00.000Z', -10, '2026-03-23T17:00:00.000Z'],
  ])('keeps the hour where the clocks go %s', (_, at, days, later) => {
    expect(daysLater(new Date(at), days, 'Europe/Paris').toISOString()).toBe(later)
  })

  it('never ends a session before it begins, also in a night that loses an hour', () => {
    const night = { startsAt: new Date('2026-03-22T01:45:00Z'), endsAt: new Date('2026-03-22T02:10:00Z') }

    expect(spanLater(night, 7, 'Europe/Paris')).toEqual({
      startsAt: new Date('2026-03-29T01:45:00Z'),
      endsAt: new Date('2026-03-29T02:10:00Z'),
    })
  })

  it('counts days, not hours', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(dayLater('2026-02-27', 2)).toBe('2026-03-01')
  })
})

describe('a moment of a season', () => {
  const at = (iso: string) => new Date(iso)

  it('ends after it begins', () => {
    const span = { startsAt: at('2026-04-01T10:00:00Z'), endsAt: at('2026-04-01T10:00:00Z') }
    expect(() => assertSpan(span, '2026-04-01')).toThrow(
      expect.objectContaining({ code: 'invalid_input', errors: [expect.objectContaining({ path: 'endsAt' })] }),
    )
  })

  it('is not centuries away by a slip of the finger', () => {
    const span = { startsAt: at('2026-04-01T10:00:00Z'), endsAt: at('2206-04-01T12:00:00Z') }
    expect(() => assertSpan(span, '2026-04-01')).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        errors: [expect.objectContaining({ path: 'endsAt', code: 'far' })],
      }),
    )
  })
})
