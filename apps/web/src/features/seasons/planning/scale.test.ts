import { describe, expect, it } from 'vitest'
import { barOf, DAY, frameOf, placeOf, ticksOf } from './scale.ts'

const season = { startsOn: '2026-05-09', endsOn: '2026-05-10', timeZone: 'Europe/Paris' }
const call = { startsAt: '2026-03-10T08:00:00Z', endsAt: '2026-04-09T21:59:00Z' }
const followUp = { startsAt: '2026-05-11T07:00:00Z', endsAt: '2027-05-09T16:00:00Z' }
const meetUp = { startsAt: '2026-06-10T17:00:00Z', endsAt: '2026-06-10T19:00:00Z' }
const within = (frame: { from: number; to: number }, at: string) => placeOf(Date.parse(at), frame)

describe('what the drawing reaches over', () => {
  it('is the days of the season by its own clock', () => {
    const frame = frameOf('days', season, [call, followUp], [meetUp])

    expect(within(frame, '2026-05-08T22:00:00Z')).toBeCloseTo(2.83, 2)
    expect(within(frame, '2026-05-10T22:00:00Z')).toBeCloseTo(97.17, 2)
  })

  it('is all until the last session, so that a year of follow-up leaves room for the rest', () => {
    const frame = frameOf('season', season, [call, followUp], [meetUp])

    expect(within(frame, call.startsAt)).toBeCloseTo(1.92, 2)
    expect(within(frame, meetUp.endsAt)).toBeCloseTo(98.08, 2)
    expect(barOf(followUp, frame)).toMatchObject({ cutBefore: false, cutAfter: true })
  })

  it('is everything when asked for', () => {
    const frame = frameOf('all', season, [call, followUp], [meetUp])

    expect(within(frame, followUp.endsAt)).toBeCloseTo(98.08, 2)
  })

  it('is the season alone where nothing is planned yet', () => {
    expect(frameOf('all', season, [], [])).toEqual(frameOf('season', season, [], []))
  })
})

it('shows what is seen of a span, and nothing of one out of sight', () => {
  const frame = { from: Date.parse('2026-05-01T00:00Z'), to: Date.parse('2026-05-11T00:00Z') }

  expect(barOf({ startsAt: '2026-04-01T00:00Z', endsAt: '2026-05-06T00:00Z' }, frame)).toEqual({
    left: 0,
    width: 50,
    cutBefore: true,
    cutAfter: false,
  })
  expect(barOf({ startsAt: '2026-05-11T00:00Z', endsAt: '2026-05-12T00:00Z' }, frame)).toBeUndefined()
})

describe('the lines of the drawing', () => {
  const ticks = (from: string, days: number, zone = 'Europe/Paris', language = 'fr') => {
    const start = Date.parse(from)
    return ticksOf({ from: start, to: start + days * DAY }, zone, language)
  }
  const told = (all: ReturnType<typeof ticks>) =>
    all.map(({ at, label }) => `${new Date(at).toISOString().slice(0, 16)} ${label}`)

  it('are hours over a weekend, also the one that loses an hour', () => {
    expect(told(ticks('2026-03-28T23:00:00Z', 1.9)).slice(0, 4)).toEqual([
      '2026-03-28T23:00 dim. 29',
      '2026-03-29T04:00 06 h',
      '2026-03-29T10:00 12 h',
      '2026-03-29T16:00 18 h',
    ])
  })

  it('are days over two weeks, Mondays first', () => {
    const days = ticks('2026-05-09T00:00:00Z', 14, 'Indian/Reunion')
    expect(days.filter(({ strong }) => strong).map(({ label }) => label)).toEqual(['lun. 11', 'lun. 18'])
    expect(days).toHaveLength(14)
  })

  it('are weeks and months over a season, and months over a year', () => {
    const season = ticks('2026-12-15T00:00:00Z', 60)
    const year = ticks('2026-01-01T00:00:00Z', 400, 'Europe/Paris', 'en')
    expect(season.filter(({ strong }) => strong).map(({ label }) => label)).toEqual(['janv. 2027', 'févr.'])
    expect(season.filter(({ strong }) => !strong)).toHaveLength(8)
    expect(year.map(({ label }) => label).slice(0, 3)).toEqual(['Feb 2026', 'Mar', 'Apr'])
  })

  it('name one month in three over several years', () => {
    const labels = ticks('2026-01-01T00:00:00Z', 700).map(({ label }) => label)
    expect(labels.filter((label) => label !== '')).toEqual([
      'avr.',
      'juil.',
      'oct.',
      'janv. 2027',
      'avr.',
      'juil.',
      'oct.',
    ])
  })
})
