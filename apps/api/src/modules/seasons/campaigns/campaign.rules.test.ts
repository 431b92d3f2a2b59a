import { describe, expect, it } from 'vitest'
import { findingsOf, isUnderWay, phaseAt } from './campaign.rules.ts'

describe('where the days of a season do not fit', () => {
  const campaign = { startsOn: '2026-04-10', endsOn: '2026-04-19' }

  it.each([
    ['2026-04-10', '2026-04-19', []],
    ['2026-04-09', '2026-04-19', ['starts_before']],
    ['2026-04-10', '2026-04-20', ['ends_after']],
    ['2026-04-01', '2026-05-31', ['starts_before', 'ends_after']],
    ['2026-04-01', '2026-04-09', ['no_common_day']],
    ['2026-04-20', '2026-04-21', ['no_common_day']],
  ])('from %s to %s: %j', (startsOn, endsOn, found) => {
    expect(findingsOf({ startsOn, endsOn }, campaign)).toEqual(found)
  })
})

it('is in the phase that began last, of those under way', () => {
  const at = (day: string) => new Date(`2026-03-${day}T09:00:00Z`)
  const phases = [
    { kind: 'call' as const, startsAt: at('01'), endsAt: at('20') },
    { kind: 'recruitment' as const, startsAt: at('10'), endsAt: at('15') },
  ]

  expect(['05', '10', '15', '20'].map((day) => phaseAt(phases, at(day)))).toEqual(['call', 'recruitment', 'call', null])
})

it('is under way on its own days, by the calendar of the place', () => {
  const season = { startsOn: '2026-04-11', endsOn: '2026-04-12', timeZone: 'Indian/Reunion' }

  expect(
    ['2026-04-10T19:59:00Z', '2026-04-10T20:00:00Z', '2026-04-12T19:59:00Z', '2026-04-12T20:00:00Z'].map((now) =>
      isUnderWay(season, new Date(now)),
    ),
  ).toEqual([false, true, true, false])
})
