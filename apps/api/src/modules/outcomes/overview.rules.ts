import {
  EnrolmentStatus,
  PersonCategory,
  type Moment,
  type PhaseKind,
  type SeasonOverview,
  type SessionKind,
  type SiteKind,
  type ZeroWaste,
} from '@essor/contracts'
import { takesPlace, type TallyCounter } from '../seasons/index.ts'

interface Timeline {
  phases: readonly { kind: PhaseKind; startsAt: Date; endsAt: Date }[]
  sessions: readonly { kind: SessionKind; title: string; startsAt: Date }[]
}

const momentsShown = 5

/** What comes next in a season, soonest first. */
export function nextMoments({ phases, sessions }: Timeline, now: Date): Moment[] {
  const moments: Moment[] = [
    ...phases.flatMap(({ kind, startsAt, endsAt }): Moment[] => [
      { event: 'phase_begins', kind, title: null, at: startsAt },
      { event: 'phase_ends', kind, title: null, at: endsAt },
    ]),
    ...sessions.map(({ kind, title, startsAt }): Moment => ({ event: 'session', kind, title, at: startsAt })),
  ]
  return moments
    .filter(({ at }) => at > now)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .slice(0, momentsShown)
}

export interface EnrolmentCount {
  status: EnrolmentStatus
  category: PersonCategory
  siteId: string | null
  total: number
}

/** Every status and every category is told, also where there is nobody. */
export function tallyEnrolments(
  counts: readonly EnrolmentCount[],
): Pick<SeasonOverview, 'enrolmentsByStatus' | 'comingByCategory'> {
  const coming = counts.filter(({ status }) => status === 'confirmed' || status === 'checked_in')
  return {
    enrolmentsByStatus: record(EnrolmentStatus.options, (one) => sum(counts.filter(({ status }) => status === one))),
    comingByCategory: record(PersonCategory.options, (one) => sum(coming.filter(({ category }) => category === one))),
  }
}

const sum = (rows: readonly EnrolmentCount[]): number => rows.reduce((total, row) => total + row.total, 0)

/** How full each site is, also those where there is nobody. */
export function tallySites(
  sites: readonly { id: string; kind: SiteKind; name: string; capacity: number | null }[],
  counts: readonly EnrolmentCount[],
): Pick<SeasonOverview, 'sites' | 'withoutSite'> {
  const held = (of: string | null) => {
    const there = counts.filter(({ siteId }) => siteId === of)
    return {
      taken: sum(there.filter(({ status }) => takesPlace(status))),
      waiting: sum(there.filter(({ status }) => status === 'waiting')),
    }
  }
  return {
    sites: sites.map(({ id, kind, name, capacity }) => ({ siteId: id, kind, name, capacity, ...held(id) })),
    withoutSite: held(null),
  }
}

/** Null where nothing is counted that comes back or could be thrown away. */
export function tallyWaste(counters: readonly Pick<TallyCounter, 'kind' | 'amount' | 'part'>[]): ZeroWaste | null {
  const waste = { lent: 0, back: 0, ordered: 0, thrown: 0 }
  for (const { kind, amount, part } of counters) {
    if (kind === 'loop') {
      waste.lent += amount
      waste.back += part
    } else if (kind === 'meals') {
      waste.ordered += amount
      waste.thrown += part
    }
  }
  return waste.lent + waste.ordered > 0 ? waste : null
}

const record = <Key extends string>(keys: readonly Key[], count: (key: Key) => number) =>
  Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<Key, number>

/** The most urgent first; what has no date comes last. */
export function soonestFirst<Thing extends { dueAt: Date | null }>(things: readonly Thing[]): Thing[] {
  const due = ({ dueAt }: Thing) => dueAt?.getTime() ?? Number.POSITIVE_INFINITY
  return things.toSorted((a, b) => (due(a) === due(b) ? 0 : due(a) - due(b)))
}
