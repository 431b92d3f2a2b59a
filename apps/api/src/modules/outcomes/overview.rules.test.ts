import { expect, it } from 'vitest'
import { nextMoments, soonestFirst, tallyEnrolments, tallySites, tallyWaste } from './overview.rules.ts'

const at = (iso: string) => new Date(iso)

it('tells what comes next, soonest first, and no more than five moments', () => {
  const timeline = {
    phases: [
      { kind: 'recruitment' as const, startsAt: at('2026-02-01T08:00:00Z'), endsAt: at('2026-03-20T23:00:00Z') },
      { kind: 'work' as const, startsAt: at('2026-04-01T08:00:00Z'), endsAt: at('2026-05-20T18:00:00Z') },
      { kind: 'follow_up' as const, startsAt: at('2026-06-01T08:00:00Z'), endsAt: at('2027-06-01T08:00:00Z') },
    ],
    sessions: [{ kind: 'workshop' as const, title: 'Préparer son pitch', startsAt: at('2026-04-15T16:00:00Z') }],
  }

  expect(nextMoments(timeline, at('2026-03-02T09:00:00Z'))).toEqual([
    { event: 'phase_ends', kind: 'recruitment', title: null, at: at('2026-03-20T23:00:00Z') },
    { event: 'phase_begins', kind: 'work', title: null, at: at('2026-04-01T08:00:00Z') },
    { event: 'session', kind: 'workshop', title: 'Préparer son pitch', at: at('2026-04-15T16:00:00Z') },
    { event: 'phase_ends', kind: 'work', title: null, at: at('2026-05-20T18:00:00Z') },
    { event: 'phase_begins', kind: 'follow_up', title: null, at: at('2026-06-01T08:00:00Z') },
  ])
  expect(nextMoments(timeline, at('2028-01-01T00:00:00Z'))).toEqual([])
})

it('counts people by status, and those who come by category', () => {
  expect(
    tallyEnrolments([
      { status: 'applied', category: 'student', siteId: null, total: 4 },
      { status: 'confirmed', category: 'student', siteId: null, total: 3 },
      { status: 'checked_in', category: 'student', siteId: null, total: 2 },
      { status: 'checked_in', category: 'retired', siteId: null, total: 1 },
    ]),
  ).toEqual({
    enrolmentsByStatus: {
      applied: 4,
      waiting: 0,
      offered: 0,
      confirmed: 3,
      checked_in: 3,
      withdrawn: 0,
      no_show: 0,
      lapsed: 0,
    },
    comingByCategory: {
      student: 5,
      professional: 0,
      resident: 0,
      social_worker: 0,
      job_seeker: 0,
      retired: 1,
      other: 0,
    },
  })
})

it('puts what is due first before what has no date', () => {
  const things = [{ dueAt: null }, { dueAt: at('2026-05-01T00:00:00Z') }, { dueAt: at('2026-04-01T00:00:00Z') }]

  expect(soonestFirst(things)).toEqual([things[2], things[1], things[0]])
})

it('says how full each site is, the empty one too, and who is on none', () => {
  const main = { id: 'main', kind: 'place' as const, name: 'Amiens', capacity: 80 }
  const remote = { id: 'remote', kind: 'remote' as const, name: 'À distance', capacity: null }

  expect(
    tallySites(
      [main, remote],
      [
        { status: 'confirmed', category: 'student', siteId: 'main', total: 5 },
        { status: 'offered', category: 'retired', siteId: 'main', total: 1 },
        { status: 'waiting', category: 'student', siteId: 'main', total: 2 },
        { status: 'withdrawn', category: 'student', siteId: 'main', total: 4 },
        { status: 'checked_in', category: 'other', siteId: null, total: 3 },
      ],
    ),
  ).toEqual({
    sites: [
      { siteId: 'main', kind: 'place', name: 'Amiens', capacity: 80, taken: 6, waiting: 2 },
      { siteId: 'remote', kind: 'remote', name: 'À distance', capacity: null, taken: 0, waiting: 0 },
    ],
    withoutSite: { taken: 3, waiting: 0 },
  })
})

it('adds up what came back and what was thrown away, where any of it is counted', () => {
  expect(tallyWaste([{ kind: 'count', amount: 12, part: 0 }])).toBeNull()
  expect(
    tallyWaste([
      { kind: 'loop', amount: 100, part: 80 },
      { kind: 'loop', amount: 20, part: 20 },
      { kind: 'meals', amount: 42, part: 3 },
    ]),
  ).toEqual({ lent: 120, back: 100, ordered: 42, thrown: 3 })
})
