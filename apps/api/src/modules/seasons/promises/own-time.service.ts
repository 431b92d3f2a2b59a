import type { PageOf } from '../../../platform/db/pages.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { findFarewells } from './farewells.repository.ts'
import { listToConfirm } from './given-time.repository.ts'
import { listOwnSeasons } from './own-time.repository.ts'
import { isOver, localDay } from './promise.rules.ts'
import { listPromises } from './promises.repository.ts'
import { sumTimes } from './promise-totals.repository.ts'

/** For each season that I take part in, what I promised, what I gave, and what waits for my answer. */
export async function readOwnTime({ db, actor, now }: Pick<Deps, 'db' | 'actor' | 'now'>, page: PageOf) {
  const personId = personOf({ actor })
  const found = await listOwnSeasons(db, personId, page)
  const ids = found.items.map(({ seasonId }) => seasonId)
  const promises = Map.groupBy(await listPromises(db, ids, [personId]), ({ seasonId }) => seasonId)
  const toConfirm = Map.groupBy(await listToConfirm(db, ids, personId), ({ seasonId }) => seasonId)
  const farewells = new Map((await findFarewells(db, ids)).map((farewell) => [farewell.seasonId, farewell]))
  const sums = await sumTimes(db, ids, [personId])
  return {
    ...found,
    items: found.items.map((season) => {
      const own = promises.get(season.seasonId) ?? []
      const farewell = farewells.get(season.seasonId)
      const over = isOver({ ...season, status: season.seasonStatus }, now())
      const holds = own.some(({ period, status }) => period === 'season' && ['promised', 'asked'].includes(status))
      return {
        ...season,
        ...sums(season.seasonId, personId),
        mayPromise:
          season.seasonStatus === 'published' && !farewell && season.endsOn >= localDay(now(), season.timeZone),
        mayAnswer: holds && (over || farewell !== undefined),
        answerBy: farewell?.answerBy ?? null,
        promises: own,
        toConfirm: toConfirm.get(season.seasonId) ?? [],
      }
    }),
  }
}
