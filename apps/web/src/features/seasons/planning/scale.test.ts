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
  const ticks = (from: string, days: number, { zone = 'Europe/Paris', language = 'fr', width = 900 } = {}) => {
    const start = Date.parse(from)
    return ticksOf({ from: start, to: start + days * DAY }, zone, language, width)
  }
  const labels = (all: ReturnType<typeof ticks>) => all.map(({ label }) => label).filter((label) => label !== '')

  it('are hours over a weekend, also the one that loses an hour', () => {
    const told = ticks('2026-03-28T23:00:00Z', 1.9).map(
      ({ at, label }) => `${new Date(at).toISOString().slice(0, 16)} ${label}`,
    )
    expect(told.slice(0, 4)).toEqual([
      '2026-03-28T23:00 dim. 29',
      '2026-03-29T04:00 06 h',
      '2026-03-29T10:00 12 h',
      '2026-03-29T16:00 18 h',
    ])
  })

  it('are days over two weeks, and Mondays are named where not all can be', () => {
    const wide = ticks('2026-05-09T00:00:00Z', 14, { zone: 'Indian/Reunion', width: 1200 })
    const narrow = ticks('2026-05-09T00:00:00Z', 14, { zone: 'Indian/Reunion', width: 300 })
    expect([wide.length, labels(wide).length, narrow.length]).toEqual([14, 13, 14])
    expect(labels(narrow)).toEqual(['lun. 11', 'lun. 18'])
  })

  it('are weeks and months over a season, and months over a year', () => {
    const season = ticks('2026-12-15T00:00:00Z', 60)
    const year = ticks('2026-01-01T00:00:00Z', 400, { language: 'en' })
    expect(labels(season)).toEqual(['janv. 2027', 'févr.'])
    expect(season.filter(({ strong }) => !strong)).toHaveLength(8)
    expect(labels(year).slice(-4)).toEqual(['Oct', 'Nov', 'Dec', '2027'])
  })

  it('name fewer months where there is no room for all', () => {
    expect(labels(ticks('2026-01-01T00:00:00Z', 700, { width: 400 }))).toEqual([
      'févr. 2026',
      'août',
      'nov.',
      'févr.',
      'juin',
    ])
  })
})
