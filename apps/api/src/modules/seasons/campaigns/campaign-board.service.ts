import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { takesPlace } from '../enrolments/places.rules.ts'
import { listSeasonsOf, readStanding } from './campaign-board.repository.ts'
import { isUnderWay, phaseAt } from './campaign.rules.ts'
import { findShownCampaign } from './campaigns.repository.ts'
import { eveningOf } from './campaigns.service.ts'

/** They asked to come once, and do not come. */
const gone: ReadonlySet<string> = new Set(['withdrawn', 'no_show', 'lapsed'])

const sum = (numbers: readonly (number | null)[]): number =>
  numbers.reduce<number>((total, one) => total + (one ?? 0), 0)

/** Numbers only, no names: anyone may read it, on the screen of a hall too. */
export async function readPublicCampaign({ db, now }: Pick<Deps, 'db' | 'now'>, slug: string) {
  const campaign = await findShownCampaign(db, slug)
  if (!campaign) throw new AppError('not_found', 'There is no such campaign.')
  const joined = await listSeasonsOf(db, campaign.id)
  const at = now()
  const standing = await readStanding(
    db,
    joined.map(({ id }) => id),
    at,
  )
  const phasesOf = Map.groupBy(standing.phases, ({ seasonId }) => seasonId)
  const countsOf = Map.groupBy(standing.enrolled, ({ seasonId }) => seasonId)
  const nextOf = new Map(standing.sessions.map((session) => [session.seasonId, session]))
  const seasons = joined.map((season) => {
    const counts = countsOf.get(season.id) ?? []
    const total = (counted: (status: (typeof counts)[number]['status']) => boolean) =>
      sum(counts.map((row) => (counted(row.status) ? row.total : 0)))
    return {
      ...season,
      phase: season.status === 'closed' ? null : phaseAt(phasesOf.get(season.id) ?? [], at),
      nextSession: season.status === 'closed' ? null : (nextOf.get(season.id) ?? null),
      enrolled: total((status) => !gone.has(status)),
      coming: total((status) => status === 'confirmed' || status === 'checked_in'),
      checkedIn: isUnderWay(season, at) ? total((status) => status === 'checked_in') : null,
      placesLeft: season.capacity === null ? null : Math.max(0, season.capacity - total(takesPlace)),
    }
  })
  const evening = eveningOf(campaign)
  return {
    ...campaign,
    evening: evening && { ...evening, onlineUrl: evening.status === 'live' ? evening.onlineUrl : null },
    seasons,
    totals: {
      seasons: seasons.length,
      enrolled: sum(seasons.map(({ enrolled }) => enrolled)),
      coming: sum(seasons.map(({ coming }) => coming)),
      checkedIn: sum(seasons.map(({ checkedIn }) => checkedIn)),
    },
    now: at,
  }
}
