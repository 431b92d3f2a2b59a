import {
  EnrolmentStatus,
  PersonCategory,
  type Moment,
  type PhaseKind,
  type SeasonOverview,
  type SessionKind,
} from '@essor/contracts'

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

interface EnrolmentCount {
  status: EnrolmentStatus
  category: PersonCategory
  total: number
}

/** Every status and every category is told, also where there is nobody. */
export function tallyEnrolments(
  counts: readonly EnrolmentCount[],
): Pick<SeasonOverview, 'enrolmentsByStatus' | 'comingByCategory'> {
  const sum = (rows: readonly EnrolmentCount[]) => rows.reduce((total, row) => total + row.total, 0)
  const coming = counts.filter(({ status }) => status === 'confirmed' || status === 'checked_in')
  return {
    enrolmentsByStatus: record(EnrolmentStatus.options, (one) => sum(counts.filter(({ status }) => status === one))),
    comingByCategory: record(PersonCategory.options, (one) => sum(coming.filter(({ category }) => category === one))),
  }
}

const record = <Key extends string>(keys: readonly Key[], count: (key: Key) => number) =>
  Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<Key, number>

/** The most urgent first; what has no date comes last. */
export function soonestFirst<Thing extends { dueAt: Date | null }>(things: readonly Thing[]): Thing[] {
  const due = ({ dueAt }: Thing) => dueAt?.getTime() ?? Number.POSITIVE_INFINITY
  return things.toSorted((a, b) => (due(a) === due(b) ? 0 : due(a) - due(b)))
}
