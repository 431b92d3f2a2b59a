import type { EnrolmentStatus } from '@essor/contracts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { lockSeason } from '../seasons.repository.ts'
import { enrolmentConfirmedMail } from './enrolment.mail.ts'
import { confirmAll, lockEnrolments, type Enrolment } from './enrolments.repository.ts'
import { tellMoves } from './moves.service.ts'
import { readRoom } from './places.repository.ts'
import { holdingPlace, limitReached, take, takesPlace, type Room } from './places.rules.ts'

type Outcome = 'confirmed' | 'full' | 'refused' | 'not_found'

/** One act: those for whom room remains are confirmed in order of arrival, and each is answered for. */
export async function confirmMany(
  { db, jobs, actor, now, publicUrl }: Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>,
  seasonId: string,
  ids: readonly string[],
): Promise<{ results: { enrolmentId: string; outcome: Outcome }[] }> {
  return db.transaction(async (tx) => {
    const season = await lockSeason(tx, seasonId)
    if (!season) throw new AppError('not_found', 'There is no such season.')
    const asked = await lockEnrolments(tx, seasonId, ids)
    const room = await readRoom(tx, season, holdingPlace)
    const outcomes = new Map(asked.map((enrolment) => [enrolment.id, outcomeOf(enrolment, room)]))
    const confirmed = asked.filter(({ id }) => outcomes.get(id) === 'confirmed')
    await confirmAll(
      tx,
      confirmed.map(({ id }) => id),
      { statusAt: now(), statusBy: actor.personId },
    )
    await tellMoves(
      { db: tx, jobs, actor },
      season,
      confirmed.map(({ id, personId, status }) => ({ id, personId, from: status, to: 'confirmed' })),
      (address) => enrolmentConfirmedMail(address, season, publicUrl),
    )
    return {
      results: [...new Set(ids)].map((enrolmentId) => ({
        enrolmentId,
        outcome: outcomes.get(enrolmentId) ?? 'not_found',
      })),
    }
  })
}

/** Those who are there already, or did not come, are none of this act's business. */
const toDecide: ReadonlySet<EnrolmentStatus> = new Set(['applied', 'waiting', 'offered'])

function outcomeOf(enrolment: Enrolment, room: Room): Outcome {
  if (!toDecide.has(enrolment.status)) return 'refused'
  if (takesPlace(enrolment.status)) return 'confirmed'
  if (limitReached(room, enrolment)) return 'full'
  take(room, enrolment)
  return 'confirmed'
}
