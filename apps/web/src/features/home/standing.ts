import type { PublicSeason } from './seasons.queries.ts'

export type Standing = 'open' | 'underway' | 'soon' | 'finished'

const openable = ['call', 'recruitment'] as const
type Openable = (typeof openable)[number]

/** What someone may still join: the call for projects, the enrolments. */
export function openSteps({ status, phases }: PublicSeason, now: Date): { kind: Openable; endsAt: string }[] {
  if (status === 'closed') return []
  return openable.flatMap((kind) =>
    phases
      .filter((phase) => phase.kind === kind && new Date(phase.startsAt) <= now && now < new Date(phase.endsAt))
      .map(({ endsAt }) => ({ kind, endsAt })),
  )
}

export function standingOf(season: PublicSeason, now: Date): Standing {
  const today = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: season.timeZone }).format(now)
  if (season.status === 'closed' || season.endsOn < today) return 'finished'
  if (season.startsOn <= today) return 'underway'
  return openSteps(season, now).length > 0 ? 'open' : 'soon'
}

const order: Standing[] = ['open', 'underway', 'soon', 'finished']

/** What one can join comes first; within that, the order of the server. */
export function byStanding(seasons: readonly PublicSeason[], now: Date): PublicSeason[] {
  const place = (season: PublicSeason) => order.indexOf(standingOf(season, now))
  return seasons.toSorted((a, b) => place(a) - place(b))
}
