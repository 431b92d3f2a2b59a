import type { WalkIn } from '@essor/contracts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { addressOfNobody } from '../../../platform/mail/addresses.ts'
import { peopleByEmail } from '../../identity/index.ts'
import { assertSeasonOpen } from '../enrolments/enrolment.rules.ts'
import {
  findEnrolment,
  insertEnrolment,
  lockEnrolment,
  nextArrival,
  updateEnrolment,
} from '../enrolments/enrolments.repository.ts'
import { tellMoves } from '../enrolments/moves.service.ts'
import { readRoom } from '../enrolments/places.repository.ts'
import { assertRoom, holdingPlace, siteOf, takesPlace } from '../enrolments/places.rules.ts'
import { lockSeason } from '../seasons.repository.ts'
import { findSeasonSites } from '../sites/season-sites.repository.ts'
import { arrival, cameIn } from './check-in.service.ts'

/** The season's row is held while places are counted, so that the last place is given once. */
export async function welcomeWalkIn(
  { db, jobs, actor, now }: Pick<Deps, 'db' | 'jobs' | 'actor' | 'now'>,
  seasonId: string,
  { name, email, category, siteId, evenIfFull }: WalkIn,
) {
  return db.transaction(async (tx) => {
    const season = await lockSeason(tx, seasonId)
    if (!season) throw new AppError('not_found', 'There is no such season.')
    assertSeasonOpen(season)
    const wanted = { category, siteId: siteOf(await findSeasonSites(tx, seasonId), siteId) }
    const [person] = await peopleByEmail(tx, [{ email: email ?? addressOfNobody(), name }])
    const personId = person!.id
    const known = await findEnrolment(tx, seasonId, personId)
    const before = known && (await lockEnrolment(tx, known.id))
    if (before?.status === 'checked_in') return arrival(tx, before.id, true)
    if (!evenIfFull && !(before && takesPlace(before.status)))
      assertRoom(await readRoom(tx, season, holdingPlace), before ?? wanted)
    const move = { ...cameIn, statusAt: now(), statusBy: personOf({ actor }) }
    const draft = { seasonId, personId, ...wanted, origin: '', motivation: '' }
    const after = before
      ? await updateEnrolment(tx, before.id, move)
      : await insertEnrolment(tx, { ...draft, ...move, arrival: nextArrival(seasonId), createdAt: now() })
    const moved = { id: after!.id, personId, from: before?.status ?? null, to: 'checked_in' as const }
    await tellMoves({ db: tx, jobs, actor }, season, [moved])
    // In the name that was given at the door: another one would tell that the address has an account.
    return { ...(await arrival(tx, after!.id, false)), ...(before ? {} : { personName: name }) }
  })
}
