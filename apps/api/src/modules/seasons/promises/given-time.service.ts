import type { GivenTimeDraft } from '@essor/contracts'
import { allows } from '../../../platform/access/policy.rules.ts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { holdEnrolment } from '../enrolments/enrolment-hold.repository.ts'
import { holdSeason, type Season } from '../seasons.repository.ts'
import {
  answerGivenTime,
  deleteGivenTime,
  findGivenTime,
  insertGivenTime,
  minutesOnDay,
  readGivenTime,
  type GivenTime,
} from './given-time.repository.ts'
import { assertDayHolds, assertGivenDay, localDay } from './promise.rules.ts'
import { findFollowUps, lockPerson } from './promises.repository.ts'

type Recording = Pick<Deps, 'db' | 'actor' | 'now'>

const notFound = () => new AppError('not_found', 'There is no such thing.')

/** What people record for themselves counts at once; what others record waits for them to confirm it. */
export async function recordGivenTime(
  { db, actor, now }: Recording,
  seasonId: string,
  personId: string,
  draft: GivenTimeDraft,
) {
  const recordedBy = personOf({ actor })
  return db.transaction(async (tx) => {
    const season = await holdSeason(tx, seasonId)
    if (!season || !(await holdEnrolment(tx, seasonId, personId))) throw notFound()
    const followUps = await findFollowUps(tx, seasonId, personId)
    assertGivenDay(draft.day, [season, ...followUps], localDay(now(), season.timeZone))
    assertMayKeepBooks({ actor }, season, draft.day)
    await lockPerson(tx, personId)
    assertDayHolds(await minutesOnDay(tx, personId, draft.day), draft.minutes)
    const status = recordedBy === personId ? 'confirmed' : 'to_confirm'
    const id = await insertGivenTime(tx, { ...draft, seasonId, personId, recordedBy, status })
    await tellOf({ db: tx, actor }, 'given_time.recorded', { id, seasonId, personId }, season)
    return readGivenTime(tx, id, recordedBy)
  })
}

export async function confirmGivenTime({ db, actor }: Recording, id: string) {
  return answer({ db, actor }, id, { status: 'confirmed', contestReason: '' })
}

/** It no longer counts; the reason stays for whoever recorded it. */
export async function contestGivenTime({ db, actor }: Recording, id: string, contestReason: string) {
  return answer({ db, actor }, id, { status: 'contested', contestReason })
}

async function answer(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  id: string,
  given: Pick<GivenTime, 'status' | 'contestReason'>,
) {
  return db.transaction(async (tx) => {
    const before = await findGivenTime(tx, id)
    const season = before && (await holdSeason(tx, before.seasonId))
    if (!before || !season) throw notFound()
    if (!(await answerGivenTime(tx, id, given)))
      throw new AppError('given_time_transition', 'This time was confirmed or contested already.')
    await tellOf({ db: tx, actor }, `given_time.${given.status}`, before, season)
    return readGivenTime(tx, id, personOf({ actor }))
  })
}

/** Takes back what was recorded by mistake. */
export async function removeGivenTime({ db, actor }: Pick<Deps, 'db' | 'actor'>, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await findGivenTime(tx, id)
    const season = before && (await holdSeason(tx, before.seasonId))
    if (!before || !season) throw notFound()
    assertMayKeepBooks({ actor }, season, before.day)
    if (!(await deleteGivenTime(tx, id, personOf({ actor }))))
      throw new AppError('given_time_transition', 'This time was confirmed by the person who gave it: it stays.')
    await tellOf({ db: tx, actor }, 'given_time.removed', before, season)
  })
}

/** Once a season is closed, its days are for the organisers to put in order; the days promised for afterwards are not. */
function assertMayKeepBooks({ actor }: Pick<Deps, 'actor'>, season: Season, day: string): void {
  const organises = allows(actor.grants, 'promise.manage', { delegationId: season.delegationId, seasonId: season.id })
  if (season.status !== 'published' && day <= season.endsOn && !organises)
    throw new AppError('season_not_open', 'This season is closed: ask its organisers to record this time.')
}

async function tellOf(
  { db, actor }: { db: Db; actor: Deps['actor'] },
  action: string,
  { id, seasonId, personId }: Pick<GivenTime, 'id' | 'seasonId' | 'personId'>,
  { delegationId }: Season,
): Promise<void> {
  await audit({ db, actor }, { action, subject: ['given_time', id], delegationId })
  await tell(db, `season:${seasonId}`, 'given_time.changed', id)
  await tell(db, `person:${personId}`, 'given_time.changed', id)
}
