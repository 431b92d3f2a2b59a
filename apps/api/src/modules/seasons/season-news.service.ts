import type { Deps } from '../../platform/deps.ts'
import { doorsToKeep } from './check-in/door-news.repository.ts'
import { countForOrganisers, offersToAnswer } from './enrolments/enrolment-news.service.ts'
import { listComingSessions } from './enrolments/enrolments.repository.ts'
import { attentionIn } from './season-news.rules.ts'
import { findSeason } from './seasons.repository.ts'
import { findTimeline } from './timeline/timeline.repository.ts'

/** What needs an organiser's attention in this season. */
export async function attentionOf({ db, now }: Pick<Deps, 'db' | 'now'>, seasonId: string) {
  const season = await findSeason(db, seasonId)
  if (!season) return []
  const people = await countForOrganisers({ db, now }, season)
  const { phases } = await findTimeline(db, seasonId)
  return attentionIn({ ...season, ...people, phases }, now())
}

/** The places to answer for, and the next session of each season that this person comes to. */
export async function nextFor({ db, now }: Pick<Deps, 'db' | 'now'>, personId: string) {
  const sessions = await listComingSessions(db, personId, now())
  return [
    ...(await offersToAnswer({ db, now }, personId)),
    ...(await doorsToKeep({ db, now }, personId)),
    ...sessions.map(({ id, seasonId, title, startsAt }) => ({
      code: 'seasons.session_coming',
      seasonId,
      subjectId: id,
      title,
      dueAt: startsAt,
    })),
  ]
}
