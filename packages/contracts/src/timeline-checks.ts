import { z } from 'zod'
import { Id } from './platform.ts'
import type { SessionKind } from './season-sessions.ts'
import type { PhaseKind } from './phases.ts'

const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'

/** `impossible`: it cannot happen so. `unusual`: it may be meant, and is worth a second look. Neither stops anyone from saving. */
export const FindingSeverity = z.enum(['impossible', 'unusual']).meta({ id: 'FindingSeverity' })
export type FindingSeverity = z.output<typeof FindingSeverity>

const severities = {
  review_before_call: 'impossible',
  review_before_call_ends: 'unusual',
  matching_before_recruitment: 'impossible',
  matching_before_recruitment_ends: 'unusual',
  kick_off_before_matching_ends: 'unusual',
  work_before_kick_off: 'impossible',
  work_before_kick_off_ends: 'unusual',
  restitution_before_work: 'impossible',
  restitution_before_work_ends: 'unusual',
  follow_up_before_restitution: 'impossible',
  follow_up_before_restitution_ends: 'unusual',
  pitches_before_work: 'impossible',
  pitches_before_work_ends: 'unusual',
  closing_before_pitches: 'unusual',
  session_outside_phase: 'unusual',
  sessions_overlap: 'unusual',
  begins_after_season: 'impossible',
  outside_season: 'unusual',
} as const satisfies Record<string, FindingSeverity>

export type FindingCode = keyof typeof severities
export const FindingCode = z
  .enum(Object.keys(severities) as [FindingCode, ...FindingCode[]])
  .meta({ id: 'FindingCode' })

/** Something odd in a timeline: the phase or session to look at, and the one that it stands against, if there is one. */
export const TimelineFinding = z
  .object({ code: FindingCode, severity: FindingSeverity, subjectId: Id, otherId: Id.nullable() })
  .meta({
    id: 'TimelineFinding',
    examples: [{ code: 'review_before_call_ends', severity: 'unusual', subjectId: id, otherId: id }],
  })
export type TimelineFinding = z.output<typeof TimelineFinding>

type At = Date | string

interface Span {
  id: string
  startsAt: At
  endsAt: At
}

interface SessionToCheck extends Span {
  kind: SessionKind
  place?: string
  siteIds?: readonly string[]
  cancelledAt?: At | null
}

/** Days are calendar days in `timeZone`; moments are instants, as dates or as RFC 3339 texts. */
export interface TimelineToCheck {
  startsOn: string
  endsOn: string
  timeZone: string
  phases: readonly (Span & { kind: PhaseKind })[]
  sessions: readonly SessionToCheck[]
}

/** Which phase follows which: what is odd where it begins before the other begins, or only before the other ends. */
const orders: readonly [phase: PhaseKind, after: PhaseKind, beforeBegin: FindingCode | null, beforeEnd: FindingCode][] =
  [
    ['review', 'call', 'review_before_call', 'review_before_call_ends'],
    ['matching', 'recruitment', 'matching_before_recruitment', 'matching_before_recruitment_ends'],
    // Teams may be formed at the kick-off itself.
    ['kick_off', 'matching', null, 'kick_off_before_matching_ends'],
    ['work', 'kick_off', 'work_before_kick_off', 'work_before_kick_off_ends'],
    ['restitution', 'work', 'restitution_before_work', 'restitution_before_work_ends'],
    ['follow_up', 'restitution', 'follow_up_before_restitution', 'follow_up_before_restitution_ends'],
  ]

const beforehand: readonly PhaseKind[] = ['call', 'review', 'recruitment', 'matching']
const onSeasonDays: readonly (PhaseKind | SessionKind)[] = ['kick_off', 'work', 'restitution', 'checkpoint', 'pitches']

const phaseOf: Partial<Record<SessionKind, PhaseKind>> = {
  kick_off: 'kick_off',
  checkpoint: 'work',
  restitution: 'restitution',
}

const time = (at: At): number => (typeof at === 'string' ? Date.parse(at) : at.getTime())

const finding = (code: FindingCode, subject: Span, other?: Span): TimelineFinding => ({
  code,
  severity: severities[code],
  subjectId: subject.id,
  otherId: other?.id ?? null,
})

/**
 * Everything odd in the timeline of a season: what cannot be first, then what is unusual, each in the order of the steps.
 * The server gives it with the season; a page asks again while somebody drags a moment.
 */
export function timelineFindings({ phases, sessions, ...season }: TimelineToCheck): TimelineFinding[] {
  const held = sessions
    .filter(({ cancelledAt }) => !cancelledAt)
    .toSorted((a, b) => time(a.startsAt) - time(b.startsAt) || (a.id < b.id ? -1 : 1))
  const found = [
    ...phaseOrders(phases),
    ...sessionOrders(phases, held),
    ...overlaps(held),
    ...outsideSeason(season, [...phases, ...held]),
  ]
  const weight = { impossible: 0, unusual: 1 }
  return found.toSorted((a, b) => weight[a.severity] - weight[b.severity])
}

/** Whether it begins before the other begins (`begin`), or only before it ends (`end`). */
function tooEarly(one: Span, other: Span): 'begin' | 'end' | undefined {
  if (time(one.startsAt) < time(other.startsAt)) return 'begin'
  return time(one.startsAt) < time(other.endsAt) ? 'end' : undefined
}

function phaseOrders(phases: TimelineToCheck['phases']): TimelineFinding[] {
  const byKind = new Map(phases.map((phase) => [phase.kind, phase]))
  return orders.flatMap(([kind, after, beforeBegin, beforeEnd]) => {
    const [phase, other] = [byKind.get(kind), byKind.get(after)]
    const early = phase && other && tooEarly(phase, other)
    return early ? [finding(early === 'begin' && beforeBegin ? beforeBegin : beforeEnd, phase, other)] : []
  })
}

function sessionOrders(phases: TimelineToCheck['phases'], sessions: readonly SessionToCheck[]): TimelineFinding[] {
  const byKind = new Map(phases.map((phase) => [phase.kind, phase]))
  const work = byKind.get('work')
  const firstPitches = sessions.find(({ kind }) => kind === 'pitches')
  return sessions.flatMap((session) => {
    const found: TimelineFinding[] = []
    const early = session.kind === 'pitches' && work && tooEarly(session, work)
    if (early)
      found.push(finding(early === 'begin' ? 'pitches_before_work' : 'pitches_before_work_ends', session, work))
    if (session.kind === 'restitution' && firstPitches && tooEarly(session, firstPitches) === 'begin')
      found.push(finding('closing_before_pitches', session, firstPitches))
    const own = phaseOf[session.kind]
    const phase = own && byKind.get(own)
    const apart =
      phase && (time(session.endsAt) <= time(phase.startsAt) || time(session.startsAt) >= time(phase.endsAt))
    if (apart) found.push(finding('session_outside_phase', session, phase))
    return found
  })
}

/** Each session that begins while another one still runs in the same place; one finding for each, however many run. */
function overlaps(sessions: readonly SessionToCheck[]): TimelineFinding[] {
  const running = new Map<string, SessionToCheck>()
  return sessions.flatMap((session) => {
    const places = session.siteIds?.length ? session.siteIds : session.place ? [session.place] : []
    const other = places
      .map((place) => running.get(place))
      .find((one) => one && time(one.endsAt) > time(session.startsAt))
    for (const place of places) {
      const last = running.get(place)
      if (!last || time(last.endsAt) < time(session.endsAt)) running.set(place, session)
    }
    return other ? [finding('sessions_overlap', session, other)] : []
  })
}

function outsideSeason(
  { startsOn, endsOn, timeZone }: Pick<TimelineToCheck, 'startsOn' | 'endsOn' | 'timeZone'>,
  moments: readonly (Span & { kind: PhaseKind | SessionKind })[],
): TimelineFinding[] {
  // Swedish writes a day as 2026-04-01.
  const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone })
  const dayOf = (at: number) => calendar.format(at)
  return moments.flatMap((moment) => {
    const first = dayOf(time(moment.startsAt))
    if ((beforehand as readonly string[]).includes(moment.kind))
      return first > endsOn ? [finding('begins_after_season', moment)] : []
    if (!onSeasonDays.includes(moment.kind)) return []
    const last = dayOf(time(moment.endsAt) - 1)
    return first < startsOn || last > endsOn ? [finding('outside_season', moment)] : []
  })
}
