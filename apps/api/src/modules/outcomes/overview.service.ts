import type { NextThing, SeasonOverview } from '@essor/contracts'
import { personOf, type Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import {
  countArrivals,
  countEnrolments,
  findCounters,
  findSeason,
  findSeasonSites,
  findSeasons,
  findTimeline,
  readBudget,
  sumSeason,
} from '../seasons/index.ts'
import { enrolmentSpan, tellArrivals } from './arrivals.rules.ts'
import { tellLateness } from './lateness.rules.ts'
import { newsSources } from './news-sources.ts'
import { nextMoments, soonestFirst, tallyEnrolments, tallySites, tallyWaste } from './overview.rules.ts'

export async function readOverview(
  deps: Pick<Deps, 'db' | 'now' | 'actor'>,
  seasonId: string,
): Promise<SeasonOverview> {
  const season = await findSeason(deps.db, seasonId)
  if (!season) throw new AppError('not_found', 'There is no such season.')
  const found: { code: string; count: number }[] = []
  for (const { attentionOf } of newsSources) found.push(...(await attentionOf(deps, seasonId)))
  const timeline = await findTimeline(deps.db, seasonId)
  const counts = await countEnrolments(deps.db, seasonId)
  const { income, expense, balance } = await readBudget(deps.db, seasonId)
  return {
    seasonId,
    capacity: season.capacity,
    ...tallyEnrolments(counts),
    arrivals: tellArrivals(await countArrivals(deps.db, season), enrolmentSpan(season, timeline.phases, deps.now())),
    ...tallySites(await findSeasonSites(deps.db, seasonId), counts),
    time: await sumSeason(deps.db, seasonId),
    budget: income.lines + expense.lines > 0 ? balance : null,
    zeroWaste: tallyWaste(await findCounters(deps.db, seasonId)),
    nextMoments: nextMoments(timeline, deps.now()),
    attention: tellLateness(found, { ...season, ...timeline }, deps.now()),
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
