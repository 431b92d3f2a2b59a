import { and, asc, count, eq, ne } from 'drizzle-orm'
import type { Deps } from '../../../platform/deps.ts'
import { seasons } from '../seasons.table.ts'
import type { Season } from '../seasons.repository.ts'
import { countToAsk, findFarewells } from './farewells.repository.ts'
import { isEnding } from './promise.rules.ts'
import { givenTimes, promiseFarewells, timePromises } from './promises.table.ts'

type Asking = Pick<Deps, 'db' | 'now'>

/** On the last day and after: people who were neither thanked nor asked, and time that nobody confirmed. */
export async function promiseAttention({ db, now }: Asking, season: Season) {
  if (!isEnding(season, now())) return []
  const asked = (await findFarewells(db, [season.id])).length > 0
  return [
    { code: 'seasons.promises_to_end', count: asked ? 0 : await countToAsk(db, season.id) },
    { code: 'seasons.time_unconfirmed', count: await countUnconfirmed(db, season.id) },
  ].filter(({ count: found }) => found > 0)
}

/** Time that was recorded for somebody who has not said yet that it is right. */
async function countUnconfirmed(db: Deps['db'], seasonId: string): Promise<number> {
  const [row] = await db
    .select({ total: count() })
    .from(givenTimes)
    .where(and(eq(givenTimes.seasonId, seasonId), eq(givenTimes.status, 'to_confirm')))
  return row!.total
}

/** Time that others recorded for me, and the question whether I go on. */
export async function nextOfPromises({ db }: Pick<Deps, 'db'>, personId: string) {
  const toConfirm = await db
    .selectDistinct({ id: seasons.id, name: seasons.name })
    .from(givenTimes)
    .innerJoin(seasons, eq(seasons.id, givenTimes.seasonId))
    .where(and(eq(givenTimes.personId, personId), eq(givenTimes.status, 'to_confirm')))
    .orderBy(asc(seasons.name), asc(seasons.id))
  const toAnswer = await db
    .selectDistinct({ id: seasons.id, name: seasons.name, answerBy: promiseFarewells.answerBy })
    .from(timePromises)
    .innerJoin(seasons, and(eq(seasons.id, timePromises.seasonId), ne(seasons.status, 'draft')))
    .innerJoin(promiseFarewells, eq(promiseFarewells.seasonId, seasons.id))
    .where(and(eq(timePromises.personId, personId), eq(timePromises.status, 'asked')))
    .orderBy(asc(promiseFarewells.answerBy), asc(seasons.id))
  const thing = (code: string, { id, name }: { id: string; name: string }, dueAt: Date | null) => ({
    code,
    seasonId: id,
    subjectId: id,
    title: name,
    dueAt,
  })
  return [
    ...toConfirm.map((season) => thing('seasons.time_to_confirm', season, null)),
    ...toAnswer.map((season) => thing('seasons.promise_to_answer', season, season.answerBy)),
  ]
}
