import { timelineFindings, type PhaseKind, type SessionKind, type TimelineToCheck } from '@essor/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOut, spanLater } from './timeline.rules.ts'

const zone = 'Europe/Paris'
const span = (startsAt: string, endsAt: string) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })

/** A weekend whose moments are named by their kind. */
const weekend: TimelineToCheck = {
  startsOn: '2026-05-09',
  endsOn: '2026-05-10',
  timeZone: zone,
  phases: [
    { id: 'call', kind: 'call', ...span('2026-03-01T08:00Z', '2026-04-01T22:00Z') },
    { id: 'review', kind: 'review', ...span('2026-04-01T22:00Z', '2026-04-10T16:00Z') },
    { id: 'recruitment', kind: 'recruitment', ...span('2026-03-15T08:00Z', '2026-05-01T22:00Z') },
    { id: 'matching', kind: 'matching', ...span('2026-05-02T07:00Z', '2026-05-06T16:00Z') },
    { id: 'kick_off', kind: 'kick_off', ...span('2026-05-09T07:00Z', '2026-05-09T10:00Z') },
    { id: 'work', kind: 'work', ...span('2026-05-09T10:00Z', '2026-05-10T13:00Z') },
    { id: 'restitution', kind: 'restitution', ...span('2026-05-10T13:00Z', '2026-05-10T17:00Z') },
    { id: 'follow_up', kind: 'follow_up', ...span('2026-05-11T07:00Z', '2027-05-10T16:00Z') },
  ],
  sessions: [
    { id: 's-open', kind: 'kick_off', siteIds: ['a'], ...span('2026-05-09T07:00Z', '2026-05-09T09:00Z') },
    { id: 's-pitches', kind: 'pitches', siteIds: ['a'], ...span('2026-05-10T13:00Z', '2026-05-10T15:00Z') },
    { id: 's-close', kind: 'restitution', siteIds: ['a'], ...span('2026-05-10T15:30Z', '2026-05-10T17:00Z') },
  ],
}

const withPhase = (kind: PhaseKind, startsAt: string, endsAt: string): TimelineToCheck => ({
  ...weekend,
  phases: weekend.phases.map((phase) => (phase.kind === kind ? { ...phase, ...span(startsAt, endsAt) } : phase)),
})

const withSession = (
  kind: SessionKind,
  startsAt: string,
  endsAt: string,
  more: Partial<TimelineToCheck['sessions'][number]> = {},
): TimelineToCheck => ({
  ...weekend,
  sessions: [...weekend.sessions, { id: 'new', kind, siteIds: ['b'], ...span(startsAt, endsAt), ...more }],
})

const told = (timeline: TimelineToCheck) =>
  timelineFindings(timeline).map(({ code, severity, subjectId, otherId }) => [code, severity, subjectId, otherId])

describe('the order of the phases', () => {
  it('is as it should be in a plain weekend', () => {
    expect(told(weekend)).toEqual([])
  })

  it.each([
    ['review', '2026-02-20T08:00Z', '2026-04-10T16:00Z', 'review_before_call', 'impossible', 'call'],
    ['review', '2026-03-20T08:00Z', '2026-04-10T16:00Z', 'review_before_call_ends', 'unusual', 'call'],
    ['matching', '2026-03-14T07:00Z', '2026-05-06T16:00Z', 'matching_before_recruitment', 'impossible', 'recruitment'],
    [
      'matching',
      '2026-04-14T07:00Z',
      '2026-05-06T16:00Z',
      'matching_before_recruitment_ends',
      'unusual',
      'recruitment',
    ],
    ['matching', '2026-05-02T07:00Z', '2026-05-09T08:00Z', 'kick_off_before_matching_ends', 'unusual', 'matching'],
    ['work', '2026-05-09T06:00Z', '2026-05-10T13:00Z', 'work_before_kick_off', 'impossible', 'kick_off'],
    ['work', '2026-05-09T08:00Z', '2026-05-10T13:00Z', 'work_before_kick_off_ends', 'unusual', 'kick_off'],
    ['restitution', '2026-05-10T12:00Z', '2026-05-10T17:00Z', 'restitution_before_work_ends', 'unusual', 'work'],
    [
      'follow_up',
      '2026-05-10T12:00Z',
      '2027-05-10T16:00Z',
      'follow_up_before_restitution',
      'impossible',
      'restitution',
    ],
    [
      'follow_up',
      '2026-05-10T14:00Z',
      '2027-05-10T16:00Z',
      'follow_up_before_restitution_ends',
      'unusual',
      'restitution',
    ],
  ] as const)('of %s from %s to %s is told', (kind, startsAt, endsAt, code, severity, other) => {
    const subject = code === 'kick_off_before_matching_ends' ? 'kick_off' : kind
    expect(told(withPhase(kind, startsAt, endsAt))).toEqual([[code, severity, subject, other]])
  })

  it('puts what cannot be before what is unusual', () => {
    expect(told(withPhase('restitution', '2026-05-09T09:00Z', '2026-05-09T12:00Z'))).toEqual([
      ['restitution_before_work', 'impossible', 'restitution', 'work'],
      ['session_outside_phase', 'unusual', 's-close', 'restitution'],
    ])
  })

  it('reads instants as texts too', () => {
    const { phases, sessions } = JSON.parse(JSON.stringify(withPhase('work', '2026-05-09T06:00Z', '2026-05-10T13:00Z')))
    expect(told({ ...weekend, phases, sessions })).toEqual([['work_before_kick_off', 'impossible', 'work', 'kick_off']])
  })
})

describe('the sessions', () => {
  it.each([
    ['pitches', '2026-05-09T09:30Z', '2026-05-09T09:45Z', [['pitches_before_work', 'impossible', 'new', 'work']]],
    ['pitches', '2026-05-10T12:00Z', '2026-05-10T12:45Z', [['pitches_before_work_ends', 'unusual', 'new', 'work']]],
    [
      'restitution',
      '2026-05-10T12:30Z',
      '2026-05-10T13:30Z',
      [['closing_before_pitches', 'unusual', 'new', 's-pitches']],
    ],
    ['kick_off', '2026-05-09T10:00Z', '2026-05-09T11:00Z', [['session_outside_phase', 'unusual', 'new', 'kick_off']]],
    ['checkpoint', '2026-05-09T11:00Z', '2026-05-09T12:00Z', []],
    ['workshop', '2026-03-01T11:00Z', '2026-03-01T12:00Z', []],
    ['meet_up', '2026-07-01T11:00Z', '2026-07-01T12:00Z', []],
  ] as const)('%s from %s to %s', (kind, startsAt, endsAt, findings) => {
    expect(told(withSession(kind, startsAt, endsAt))).toEqual(findings)
  })

  it('overlap where they share a site, or a place if they have no site', () => {
    const at = ['2026-05-10T14:00Z', '2026-05-10T16:00Z'] as const
    const online = { siteIds: [], place: '' }
    const hall = { siteIds: [], place: 'Salle des fêtes' }

    expect(told(withSession('workshop', ...at, { siteIds: ['b', 'a'] }))).toEqual([
      ['sessions_overlap', 'unusual', 'new', 's-pitches'],
      ['sessions_overlap', 'unusual', 's-close', 'new'],
    ])
    expect(told(withSession('workshop', ...at, hall))).toEqual([])
    expect(
      told({
        ...weekend,
        sessions: [
          ...withSession('workshop', ...at, hall).sessions,
          { id: 'other', kind: 'workshop', ...span(...at), ...hall },
          { id: 'online-1', kind: 'workshop', ...span(...at), ...online },
          { id: 'online-2', kind: 'workshop', ...span(...at), ...online },
        ],
      }),
    ).toEqual([['sessions_overlap', 'unusual', 'other', 'new']])
  })

  it('bear no overlap with one that was cancelled', () => {
    const cancelled = withSession('workshop', '2026-05-10T14:00Z', '2026-05-10T16:00Z', {
      siteIds: ['a'],
      cancelledAt: new Date('2026-05-01T08:00Z'),
    })
    expect(told(cancelled)).toEqual([])
  })
})

describe('the days of the season', () => {
  it('hold what people come to, by the calendar of its zone', () => {
    const evening = ['2026-05-10T21:00Z', '2026-05-10T22:00Z'] as const
    expect(told(withSession('pitches', ...evening))).toEqual([])
    expect(told({ ...withSession('pitches', ...evening), timeZone: 'Indian/Reunion' })).toEqual([
      ['outside_season', 'unusual', 'new', null],
    ])
    expect(told(withPhase('call', '2026-05-12T08:00Z', '2026-05-13T08:00Z')).map(([code]) => code)).toEqual([
      'review_before_call',
      'begins_after_season',
    ])
  })
})

describe('any timeline', () => {
  const at = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
  const spans = fc.tuple(at, fc.integer({ min: 1, max: 90 * 86_400_000 })).map(([startsAt, length]) => ({
    startsAt,
    endsAt: new Date(startsAt.getTime() + length),
  }))
  const phases = fc
    .subarray(weekend.phases.map(({ kind }) => kind))
    .chain((kinds) => fc.tuple(...kinds.map((kind) => spans.map((one) => ({ id: kind as string, kind, ...one })))))
  const sessions = fc
    .array(
      fc.tuple(
        spans,
        fc.constantFrom<SessionKind>('kick_off', 'workshop', 'checkpoint', 'pitches', 'restitution', 'meet_up'),
        fc.subarray(['a', 'b', 'c']),
      ),
      { maxLength: 12 },
    )
    .map((all) => all.map(([one, kind, siteIds], index) => ({ id: `s${index}`, kind, siteIds, ...one })))
  const timelines = fc
    .record({ phases, sessions })
    .map((moments): TimelineToCheck => ({ startsOn: '2026-05-09', endsOn: '2026-06-10', timeZone: zone, ...moments }))

  it('gets findings on its own moments, whatever the order in which it is told', () => {
    fc.assert(
      fc.property(timelines, (timeline) => {
        const ids: (string | null)[] = [...timeline.phases, ...timeline.sessions].map(({ id }) => id)
        const found = timelineFindings(timeline)
        const shuffled = timelineFindings({
          ...timeline,
          phases: timeline.phases.toReversed(),
          sessions: timeline.sessions.toReversed(),
        })
        const sorted = (all: typeof found) => all.map((one) => JSON.stringify(one)).toSorted()
        expect(sorted(shuffled)).toEqual(sorted(found))
        expect(
          found.filter(({ subjectId, otherId }) => !ids.includes(subjectId) || (otherId && !ids.includes(otherId))),
        ).toEqual([])
        expect(new Set(sorted(found)).size).toBe(found.length)
      }),
    )
  })

  it('finds every session that begins while another runs on its site, and no other', () => {
    fc.assert(
      fc.property(timelines, (timeline) => {
        const found = timelineFindings(timeline).filter(({ code }) => code === 'sessions_overlap')
        const before = (one: (typeof timeline.sessions)[number], other: (typeof timeline.sessions)[number]) =>
          Number(one.startsAt) - Number(other.startsAt) || (one.id < other.id ? -1 : 1)
        const expected = timeline.sessions.filter((one) =>
          timeline.sessions.some(
            (other) =>
              before(other, one) < 0 &&
              other.endsAt > one.startsAt &&
              other.siteIds!.some((site) => one.siteIds!.includes(site)),
          ),
        )
        expect(found.map(({ subjectId }) => subjectId).toSorted()).toEqual(expected.map(({ id }) => id).toSorted())
      }),
    )
  })

  it('is as odd as before when the whole season moves by some days', () => {
    fc.assert(
      fc.property(timelines, fc.integer({ min: -400, max: 400 }), (timeline, days) => {
        // La Réunion never changes its clock, so that moving keeps every length.
        const here = { ...timeline, timeZone: 'Indian/Reunion' }
        const later = <Row extends { startsAt: Date | string; endsAt: Date | string }>(row: Row) => ({
          ...row,
          ...spanLater({ startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) }, days, 'Indian/Reunion'),
        })
        const day = (text: string) => new Date(Date.parse(text) + days * 86_400_000).toISOString().slice(0, 10)
        const moved = {
          ...here,
          startsOn: day(here.startsOn),
          endsOn: day(here.endsOn),
          phases: here.phases.map(later),
          sessions: here.sessions.map(later),
        }
        expect(timelineFindings(moved)).toEqual(timelineFindings(here))
      }),
    )
  })
})

it.each(['sprint_48h', 'season_2_months', 'solidarity_day', 'online_evening'] as const)(
  'finds nothing odd in %s, anywhere, whatever the clocks do',
  (preset) => {
    const days = [
      '2026-01-15',
      '2026-03-27',
      '2026-03-28',
      '2026-03-29',
      '2026-10-24',
      '2026-10-25',
      '2027-03-28',
      '2028-02-29',
    ]
    const zones = ['Europe/Paris', 'Indian/Reunion', 'America/Guadeloupe']

    const found = days.flatMap((startsOn) =>
      zones.flatMap((timeZone) => {
        const { endsOn, phases, sessions } = layOut(preset, startsOn, timeZone)
        return timelineFindings({
          startsOn,
          endsOn,
          timeZone,
          phases: phases.map((phase) => ({ id: phase.kind, ...phase })),
          sessions: sessions.map((session) => ({ id: session.title, place: 'Amiens', ...session })),
        })
      }),
    )

    expect(found).toEqual([])
  },
)
