import type { Deps } from '../../platform/deps.ts'
import {
  countEnrolments,
  countLapsedSince,
  listComingSessions,
  listOpenOffers,
} from './enrolments/enrolments.repository.ts'
import { findWaiting, readRoom } from './enrolments/places.repository.ts'
import { fullParts, keptFromQueue, takesPlace, takeTurns } from './enrolments/places.rules.ts'
import { attentionIn } from './season-news.rules.ts'
import { findSeason, type Season } from './seasons.repository.ts'
import { findTimeline } from './timeline/timeline.repository.ts'

const week = 7 * 24 * 60 * 60 * 1000

/** What needs an organiser's attention in this season. */
export async function attentionOf({ db, now }: Pick<Deps, 'db' | 'now'>, seasonId: string) {
  const season = await findSeason(db, seasonId)
  if (!season) return []
  const counts = await countEnrolments(db, seasonId)
  const { phases } = await findTimeline(db, seasonId)
  const total = (of: (status: (typeof counts)[number]['status']) => boolean) =>
    counts.filter((row) => of(row.status)).reduce((sum, row) => sum + row.total, 0)
  return attentionIn(
    {
      ...season,
      applied: total((status) => status === 'applied'),
      confirmed: total((status) => status === 'confirmed'),
      placesHeld: total(takesPlace),
      lapsedLately: await countLapsedSince(db, seasonId, new Date(now().getTime() - week)),
      overlooked: total((status) => status === 'waiting') > 0 ? await countOverlooked(db, season) : 0,
      phases,
    },
    now(),
  )
}

/** People who wait although there is a place for them: the waiting list should have seen to that. */
async function countOverlooked(db: Deps['db'], season: Season): Promise<number> {
  const room = await readRoom(db, season, keptFromQueue)
  if (room.season <= 0) return 0
  return takeTurns(room, await findWaiting(db, season.id, fullParts(room), 500)).length
}

/** The places to answer for, and the next session of each season that this person comes to. */
export async function nextFor({ db, now }: Pick<Deps, 'db' | 'now'>, personId: string) {
  const offers = await listOpenOffers(db, personId, now())
  const sessions = await listComingSessions(db, personId, now())
  return [
    ...offers.map(({ id, seasonId, title, offerEndsAt }) => ({
      code: 'seasons.offer_to_answer',
      seasonId,
      subjectId: id,
      title,
      dueAt: offerEndsAt,
    })),
    ...sessions.map(({ id, seasonId, title, startsAt }) => ({
      code: 'seasons.session_coming',
      seasonId,
      subjectId: id,
      title,
      dueAt: startsAt,
    })),
  ]
}
