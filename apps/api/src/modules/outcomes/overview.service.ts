import type { Attention, NextThing, SeasonOverview } from '@essor/contracts'
import { personOf, type Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { countEnrolments, findSeason, findSeasons, findTimeline } from '../seasons/index.ts'
import { newsSources } from './news-sources.ts'
import { nextMoments, soonestFirst, tallyEnrolments } from './overview.rules.ts'

export async function readOverview(deps: Pick<Deps, 'db' | 'now'>, seasonId: string): Promise<SeasonOverview> {
  const season = await findSeason(deps.db, seasonId)
  if (!season) throw new AppError('not_found', 'There is no such season.')
  const attention: Attention[] = []
  for (const { attentionOf } of newsSources) attention.push(...(await attentionOf(deps, seasonId)))
  return {
    seasonId,
    capacity: season.capacity,
    ...tallyEnrolments(await countEnrolments(deps.db, seasonId)),
    nextMoments: nextMoments(await findTimeline(deps.db, seasonId), deps.now()),
    attention,
  }
}

/** What is mine to do next, in all my seasons. */
export async function readNext(deps: Pick<Deps, 'db' | 'now' | 'actor'>): Promise<NextThing[]> {
  const things: Awaited<ReturnType<(typeof newsSources)[number]['nextFor']>> = []
  for (const { nextFor } of newsSources) things.push(...(await nextFor(deps, personOf(deps))))
  const seasons = new Map(
    (await findSeasons(deps.db, [...new Set(things.map(({ seasonId }) => seasonId))])).map((season) => [
      season.id,
      { seasonName: season.name, seasonSlug: season.slug, timeZone: season.timeZone },
    ]),
  )
  return soonestFirst(things).flatMap((thing) => {
    const season = seasons.get(thing.seasonId)
    return season ? [{ ...season, ...thing }] : []
  })
}
