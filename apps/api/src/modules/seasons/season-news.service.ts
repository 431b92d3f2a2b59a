import type { Deps } from '../../platform/deps.ts'
import { countEnrolments } from './enrolments/enrolments.repository.ts'
import { nextOfPromises, promiseAttention } from './promises/promise-news.repository.ts'
import { countForOrganisers, offersToAnswer } from './enrolments/enrolment-news.service.ts'
import { listComingSessions } from './enrolments/enrolments.repository.ts'
import { budgetAttention } from './budget/budget-news.ts'
import { countEnrolments, listComingSessions } from './enrolments/enrolments.repository.ts'
import { attentionIn } from './season-news.rules.ts'
import { findSeason } from './seasons.repository.ts'
import { nextSessions, sessionAttention } from './sessions/session-attention.service.ts'
import { findTimeline } from './timeline/timeline.repository.ts'
import { timelineAttention } from './timeline/timeline.rules.ts'

/** What needs an organiser's attention in this season. */
export async function attentionOf({ db, now }: Pick<Deps, 'db' | 'now'>, seasonId: string) {
  const season = await findSeason(db, seasonId)
  if (!season) return []
  const counts = await countEnrolments(db, seasonId)
  const timeline = await findTimeline(db, seasonId)
  const { phases } = timeline
  const total = (status: string) =>
    counts.filter((row) => row.status === status).reduce((sum, row) => sum + row.total, 0)
  const [applied, confirmed] = [total('applied'), total('confirmed')]
  return [
    ...timelineAttention({ ...season, ...timeline }),
    ...attentionIn({ ...season, applied, confirmed, coming: confirmed + total('checked_in'), phases }, now()),
    ...(await sessionAttention({ db, now }, season)),
    ...(await promiseAttention({ db, now }, season)),
    ...attentionIn({ ...season, applied, confirmed, coming: confirmed + total('checked_in'), phases }, now()),
    ...(await budgetAttention(db, season)),
  ]
}

/** The next session of each season that this person comes to, and what their promises ask of them. */
export async function nextFor({ db, now }: Pick<Deps, 'db' | 'now'>, personId: string) {
  return [...(await nextSessions({ db, now }, personId)), ...(await nextOfPromises({ db }, personId))]
  const people = await countForOrganisers({ db, now }, season)
  const { phases } = await findTimeline(db, seasonId)
  return attentionIn({ ...season, ...people, phases }, now())
}

/** The places to answer for, and the next session of each season that this person comes to. */
export async function nextFor({ db, now }: Pick<Deps, 'db' | 'now'>, personId: string) {
  const sessions = await listComingSessions(db, personId, now())
  return [
    ...(await offersToAnswer({ db, now }, personId)),
    ...sessions.map(({ id, seasonId, title, startsAt }) => ({
      code: 'seasons.session_coming',
      seasonId,
      subjectId: id,
      title,
      dueAt: startsAt,
    })),
  ]
}
