import { describe, expect, it } from 'vitest'
import type { PublicSeason } from './seasons.queries.ts'
import { byStanding, openSteps, standingOf } from './standing.ts'

const call = {
  id: 'c',
  kind: 'call',
  startsAt: '2018-01-01T08:00:00.000Z',
  endsAt: '2018-02-01T22:59:00.000Z',
  version: 1,
} as const
const season = (over: Partial<PublicSeason> = {}): PublicSeason => ({
  id: 's',
  slug: 's',
  name: 'Saison',
  summary: '',
  presence: 'in_person',
  place: 'Amiens',
  timeZone: 'Europe/Paris',
  startsOn: '2018-05-19',
  endsOn: '2018-05-20',
  status: 'published',
  delegationName: 'OPAC d’Amiens',
  phases: [call],
  ...over,
})

describe('where a season stands', () => {
  it.each([
    ['2017-12-01T12:00:00Z', 'soon'],
    ['2018-01-15T12:00:00Z', 'open'],
    ['2018-02-01T22:59:00Z', 'soon'],
    ['2018-05-18T22:30:00Z', 'underway'],
    ['2018-05-20T21:59:00Z', 'underway'],
    ['2018-05-20T22:00:00Z', 'finished'],
  ])('at %s, by the days of its own zone: %s', (now, standing) => {
    expect(standingOf(season(), new Date(now))).toBe(standing)
  })

  it('is finished once closed, whatever its dates', () => {
    const closed = season({ status: 'closed' })
    const now = new Date('2018-01-15T12:00:00Z')

    expect([standingOf(closed, now), openSteps(closed, now)]).toEqual(['finished', []])
  })

  it('puts what one can join first', () => {
    const now = new Date('2018-01-15T12:00:00Z')
    const finished = season({ id: 'finished', status: 'closed' })
    const soon = season({ id: 'soon', phases: [] })
    const open = season({ id: 'open' })

    expect(byStanding([finished, soon, open], now).map(({ id }) => id)).toEqual(['open', 'soon', 'finished'])
  })
})
