import { expect, it } from 'vitest'
import { enrolmentSpan, tellArrivals } from './arrivals.rules.ts'

const span = { opensOn: '2026-03-02', closesOn: '2026-03-20', today: '2026-03-05' }
const on = (day: string, people = 1) => ({ day, people })

it('counts days without a gap, from the opening until today', () => {
  expect(tellArrivals([on('2026-03-03', 4), on('2026-03-05', 2)], span)).toEqual({
    step: 'day',
    counts: [
      { startsOn: '2026-03-02', people: 0 },
      { startsOn: '2026-03-03', people: 4 },
      { startsOn: '2026-03-04', people: 0 },
      { startsOn: '2026-03-05', people: 2 },
    ],
  })
})

it('stops where enrolment closed, unless somebody came later', () => {
  const last = (days: { day: string; people: number }[]) =>
    tellArrivals(days, { ...span, opensOn: '2026-03-15', today: '2026-04-20' }).counts.at(-1)

  expect(last([on('2026-03-18')])).toEqual({ startsOn: '2026-03-20', people: 0 })
  expect(last([on('2026-03-18'), on('2026-03-22')])).toEqual({ startsOn: '2026-03-22', people: 1 })
})

it('counts weeks, which begin on Monday, once there are many days', () => {
  expect(tellArrivals([on('2026-03-01', 3), on('2026-03-22', 2)], span)).toEqual({
    step: 'week',
    counts: [
      { startsOn: '2026-02-23', people: 3 },
      { startsOn: '2026-03-02', people: 0 },
      { startsOn: '2026-03-09', people: 0 },
      { startsOn: '2026-03-16', people: 2 },
    ],
  })
})

it('counts months once there are many weeks', () => {
  const { step, counts } = tellArrivals([on('2025-05-31'), on('2026-03-03')], span)

  expect(step).toBe('month')
  expect([counts.length, counts[0], counts.at(-1)]).toEqual([
    11,
    { startsOn: '2025-05-01', people: 1 },
    { startsOn: '2026-03-01', people: 1 },
  ])
})

it('has nothing to draw where nobody came, and leaves out an opening that is years away', () => {
  expect(tellArrivals([], span)).toEqual({ step: 'day', counts: [] })
  for (const opensOn of ['0001-01-01', '2024-01-01', '2030-01-01', null])
    expect(tellArrivals([on('2026-03-05')], { ...span, opensOn })).toEqual({
      step: 'day',
      counts: [{ startsOn: '2026-03-05', people: 1 }],
    })
})

it('takes the days of the season’s own clock', () => {
  const at = (iso: string) => new Date(iso)
  const recruitment = {
    kind: 'recruitment' as const,
    startsAt: at('2026-03-01T21:00:00Z'),
    endsAt: at('2026-03-20T19:59:00Z'),
  }

  expect(enrolmentSpan({ timeZone: 'Indian/Reunion' }, [recruitment], at('2026-03-04T20:30:00Z'))).toEqual({
    opensOn: '2026-03-02',
    closesOn: '2026-03-20',
    today: '2026-03-05',
  })
  expect(enrolmentSpan({ timeZone: 'Indian/Reunion' }, [], at('2026-03-04T19:30:00Z'))).toEqual({
    opensOn: null,
    closesOn: null,
    today: '2026-03-04',
  })
})
