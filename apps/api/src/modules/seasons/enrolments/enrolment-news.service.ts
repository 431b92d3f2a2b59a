import type { Deps } from '../../../platform/deps.ts'
import type { Season } from '../seasons.repository.ts'
import { countEnrolments, countLapsedSince, listOpenOffers } from './enrolments.repository.ts'
import { findWaiting, readRoom } from './places.repository.ts'
import { fullParts, keptFromQueue, takesPlace, takeTurns } from './places.rules.ts'

const week = 7 * 24 * 60 * 60 * 1000

/** How many people there are in the states that an organiser should know of. */
export async function countForOrganisers({ db, now }: Pick<Deps, 'db' | 'now'>, season: Season) {
  const counts = await countEnrolments(db, season.id)
  const total = (of: (status: (typeof counts)[number]['status']) => boolean) =>
    counts.filter((row) => of(row.status)).reduce((sum, row) => sum + row.total, 0)
  return {
    applied: total((status) => status === 'applied'),
    confirmed: total((status) => status === 'confirmed'),
    placesHeld: total(takesPlace),
    lapsedLately: await countLapsedSince(db, season.id, new Date(now().getTime() - week)),
    overlooked: total((status) => status === 'waiting') > 0 ? await countOverlooked(db, season) : 0,
  }
}

/** People who wait although there is a place for them: the waiting list should have seen to that. */
async function countOverlooked(db: Deps['db'], season: Season): Promise<number> {
  const room = await readRoom(db, season, keptFromQueue)
  if (room.season <= 0) return 0
  return takeTurns(room, await findWaiting(db, season.id, fullParts(room), 500)).length
}

/** The places that are held for this person until they answer. */
export async function offersToAnswer({ db, now }: Pick<Deps, 'db' | 'now'>, personId: string) {
  const offers = await listOpenOffers(db, personId, now())
  return offers.map(({ id, seasonId, title, offerEndsAt }) => ({
    code: 'seasons.offer_to_answer',
    seasonId,
    subjectId: id,
    title,
    dueAt: offerEndsAt,
  }))
}
