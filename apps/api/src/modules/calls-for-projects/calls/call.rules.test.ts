import { describe, expect, it } from 'vitest'
import { callStatus, movedSpan, spanOf, withIds } from './call.rules.ts'

const span = (timeZone: string, opens: string, closes: string) => {
  const moment = (text: string) => ({ day: text.slice(0, 10), hour: text.slice(11) })
  const { opensAt, closesAt } = spanOf({ timeZone, opens: moment(opens), closes: moment(closes) })
  return [opensAt.toISOString(), closesAt.toISOString()]
}

describe('the span of a call', () => {
  it('lasts until its closing minute ends', () => {
    expect(span('Europe/Paris', '2015-10-01T09:00', '2015-11-13T23:59')).toEqual([
      '2015-10-01T07:00:00.000Z',
      '2015-11-13T22:59:59.999Z',
    ])
  })

  it('is decided in the zone of the call, overseas too', () => {
    expect(span('Indian/Reunion', '2026-05-01T08:00', '2026-05-31T23:59')).toEqual([
      '2026-05-01T04:00:00.000Z',
      '2026-05-31T19:59:59.999Z',
    ])
    expect(span('America/Martinique', '2026-05-01T08:00', '2026-05-31T23:59')).toEqual([
      '2026-05-01T12:00:00.000Z',
      '2026-06-01T03:59:59.999Z',
    ])
    expect(span('Pacific/Noumea', '2026-05-01T08:00', '2026-05-31T23:59')).toEqual([
      '2026-04-30T21:00:00.000Z',
      '2026-05-31T12:59:59.999Z',
    ])
  })

  it('opens early and closes late where the hour does not exist (29 March 2026, 2:00 becomes 3:00)', () => {
    expect(span('Europe/Paris', '2026-03-29T02:30', '2026-04-10T12:00')[0]).toBe('2026-03-29T00:30:00.000Z')
    expect(span('Europe/Paris', '2026-03-01T09:00', '2026-03-29T02:30')[1]).toBe('2026-03-29T01:30:59.999Z')
  })

  it('opens early and closes late where the hour comes twice (25 October 2026, 3:00 becomes 2:00)', () => {
    expect(span('Europe/Paris', '2026-10-25T02:30', '2026-11-10T12:00')[0]).toBe('2026-10-25T00:30:00.000Z')
    expect(span('Europe/Paris', '2026-10-01T09:00', '2026-10-25T02:30')[1]).toBe('2026-10-25T01:30:59.999Z')
  })

  it('keeps the wall clock on the days of both changes', () => {
    expect(span('Europe/Paris', '2026-03-29T00:00', '2026-03-29T23:59')).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T21:59:59.999Z',
    ])
    expect(span('Europe/Paris', '2026-10-25T00:00', '2026-10-25T23:59')).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T22:59:59.999Z',
    ])
  })

  it('may be one minute, but does not end before it begins', () => {
    expect(span('Europe/Paris', '2026-05-01T08:00', '2026-05-01T08:00')).toEqual([
      '2026-05-01T06:00:00.000Z',
      '2026-05-01T06:00:59.999Z',
    ])
    expect(() => span('Europe/Paris', '2026-05-02T08:00', '2026-05-01T08:00')).toThrow('before it opens')
  })
})

it('is open from its first instant to its last', () => {
  const call = {
    status: 'published' as const,
    opensAt: new Date('2015-10-01T07:00:00.000Z'),
    closesAt: new Date('2015-11-13T22:59:59.999Z'),
  }
  const at = (now: string) => callStatus(call, new Date(now))

  expect([
    at('2015-10-01T06:59:59.999Z'),
    at('2015-10-01T07:00:00.000Z'),
    at('2015-11-13T22:59:59.999Z'),
    at('2015-11-13T23:00:00.000Z'),
  ]).toEqual(['upcoming', 'open', 'open', 'closed'])
  expect(callStatus({ ...call, status: 'draft' }, call.opensAt)).toBe('draft')
  expect(callStatus({ ...call, status: 'decided' }, call.opensAt)).toBe('decided')
})

it('keeps the ids of known criteria, and gives others their own', () => {
  const known = [{ id: 'a', label: 'Utilité', description: '', weight: 1, max: 5 }]
  const words = { label: 'Utilité sociale', description: '', weight: 2, max: 5 }

  const ids = ['b', 'c'].values()
  const newId = () => ids.next().value ?? ''

  const given = withIds(
    [
      { ...words, id: 'a' },
      { ...words, id: 'a' },
      { ...words, id: 'z' },
    ],
    known,
    newId,
  )

  expect(given).toEqual([
    { ...words, id: 'a' },
    { ...words, id: 'b' },
    { ...words, id: 'c' },
  ])
})

it('moves to another day at the same hours of its clock', () => {
  const call = {
    opensAt: new Date('2026-03-01T08:00:00.000Z'),
    closesAt: new Date('2026-03-20T22:59:59.999Z'),
    timeZone: 'Europe/Paris',
  }

  expect(movedSpan(call, 30)).toEqual({
    opensAt: new Date('2026-03-31T07:00:00.000Z'),
    closesAt: new Date('2026-04-19T21:59:59.999Z'),
  })
})
