import { tellPromise, type PromiseDraft, type PromiseStatus } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import type { Db } from '../../../platform/db/connection.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { holdEnrolment } from '../enrolments/enrolment-hold.repository.ts'
import { holdSeason, type Season } from '../seasons.repository.ts'
import { findFarewells } from './farewells.repository.ts'
import { assertFollowUpPromise, assertSeasonPromise, localDay, promiseAfter, promisesAtMost } from './promise.rules.ts'
import {
  countHolding,
  findPromise,
  insertPromise,
  listPromises,
  lockPerson,
  lockPromise,
  updatePromise,
  type TimePromise,
} from './promises.repository.ts'
import { listPromisers, sumTimes } from './promise-totals.repository.ts'

type Promising = Pick<Deps, 'db' | 'actor' | 'now'>

/** Row locks are taken in one order everywhere: the season, the person, the promise. */
export async function makePromise(
  { db, actor, now }: Promising,
  seasonId: string,
  draft: PromiseDraft,
): Promise<TimePromise> {
  const personId = personOf({ actor })
  return db.transaction(async (tx) => {
    const season = await heldSeason(tx, seasonId)
    if (!(await holdEnrolment(tx, seasonId, personId)))
      throw new AppError('not_found', 'You are not enrolled in this season.')
    assertOpen(season)
    const asked = await findFarewells(tx, [seasonId])
    if (asked.length > 0)
      throw new AppError('season_not_open', 'This season is over: you can go on by answering the mail of thanks.')
    assertSeasonPromise(draft, season, localDay(now(), season.timeZone))
    await lockPerson(tx, personId)
    if ((await countHolding(tx, seasonId, personId)) >= promisesAtMost) {
      throw new AppError('promise_limit', `You have made ${promisesAtMost} promises already. Change one of them.`)
    }
    const { minutes } = tellPromise(draft)
    const promise = await insertPromise(tx, { ...draft, minutes, seasonId, personId, period: 'season' })
    await record({ db: tx, actor }, 'promise.made', promise, season)
    return promise
  })
}

export async function changePromise(
  { db, actor, now }: Promising,
  promiseId: string,
  version: number,
  draft: PromiseDraft,
): Promise<TimePromise> {
  return changeOwn({ db, actor, now }, promiseId, version, 'change', (tx, promise, season) => {
    const assertFits = promise.period === 'season' ? assertSeasonPromise : assertFollowUpPromise
    assertFits(draft, season, localDay(now(), season.timeZone))
    return updatePromise(tx, promise.id, { ...draft, minutes: tellPromise(draft).minutes })
  })
}

export async function withdrawPromise(
  { db, actor, now }: Promising,
  promiseId: string,
  version: number,
): Promise<TimePromise> {
  return changeOwn({ db, actor, now }, promiseId, version, 'withdraw', (tx, promise) =>
    updatePromise(tx, promise.id, { status: promiseAfter('withdraw', promise.status), statusAt: now() }),
  )
}

/** In a season that is closed, only what was promised for afterwards can still change. */
async function changeOwn(
  { db, actor }: Promising,
  promiseId: string,
  version: number,
  act: 'change' | 'withdraw',
  change: (tx: Db, promise: TimePromise, season: Season) => Promise<TimePromise>,
): Promise<TimePromise> {
  return db.transaction(async (tx) => {
    const known = await findPromise(tx, promiseId)
    if (!known) throw new AppError('not_found', 'There is no such promise.')
    const season = await heldSeason(tx, known.seasonId)
    const before = await lockPromise(tx, promiseId)
    if (before?.version !== version)
      throw new AppError('version_conflict', 'This promise has changed in the meantime. Read it again.')
    promiseAfter(act, before.status)
    if (before.period === 'season') assertOpen(season)
    const after = await change(tx, before, season)
    await record({ db: tx, actor }, act === 'change' ? 'promise.changed' : 'promise.withdrawn', after, season)
    return after
  })
}

async function heldSeason(tx: Db, seasonId: string): Promise<Season> {
  const season = await holdSeason(tx, seasonId)
  if (!season) throw new AppError('not_found', 'There is no such season.')
  return season
}

function assertOpen(season: Season): void {
  if (season.status !== 'published')
    throw new AppError('season_not_open', 'This season is not published, or it is over.')
}

export async function record(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  action: string,
  { id, seasonId, personId }: Pick<TimePromise, 'id' | 'seasonId' | 'personId'>,
  { delegationId }: Pick<Season, 'delegationId'>,
): Promise<void> {
  await audit({ db, actor }, { action, subject: ['promise', id], delegationId })
  await tell(db, `season:${seasonId}`, 'promise.changed', id)
  await tell(db, `person:${personId}`, 'promise.changed', id)
}

/** Everyone who promised or gave time, with what they said: four statements for a page. */
export async function listPeopleTime(
  { db }: Pick<Deps, 'db'>,
  seasonId: string,
  filter: PageOf & { status?: PromiseStatus | undefined },
) {
  const found = await listPromisers(db, seasonId, filter)
  const ids = found.items.map(({ personId }) => personId)
  const promises = Map.groupBy(await listPromises(db, [seasonId], ids), ({ personId }) => personId)
  const sums = await sumTimes(db, [seasonId], ids)
  return {
    ...found,
    items: found.items.map((person) => ({
      ...person,
      ...sums(seasonId, person.personId),
      promises: promises.get(person.personId) ?? [],
    })),
  }
}
