import type { Deps } from '../../platform/deps.ts'
import { countEnrolments } from './enrolments/enrolments.repository.ts'
import { attentionIn } from './season-news.rules.ts'
import { findSeason, type Season } from './seasons.repository.ts'
import { countSessionsWaitedFor } from './sessions/session-registrations.repository.ts'
import { findNextSessions } from './sessions/session-views.repository.ts'
import { findTimeline } from './timeline/timeline.repository.ts'

/** What needs an organiser's attention in this season. */
export async function attentionOf({ db, now }: Pick<Deps, 'db' | 'now'>, seasonId: string) {
  const season = await findSeason(db, seasonId)
  if (!season) return []
  const counts = await countEnrolments(db, seasonId)
  const { phases } = await findTimeline(db, seasonId)
  const total = (status: string) =>
    counts.filter((row) => row.status === status).reduce((sum, row) => sum + row.total, 0)
  const [applied, confirmed] = [total('applied'), total('confirmed')]
  return [
    ...attentionIn({ ...season, applied, confirmed, coming: confirmed + total('checked_in'), phases }, now()),
    ...(await sessionAttention({ db, now }, season)),
  ]
}

async function sessionAttention({ db, now }: Pick<Deps, 'db' | 'now'>, { id, status }: Season) {
  const count = status === 'published' ? await countSessionsWaitedFor(db, id, now()) : 0
  return count > 0 ? [{ code: 'seasons.sessions_waited_for', count }] : []
}

/** The next session of each season that this person comes to. */
export async function nextFor({ db, now }: Pick<Deps, 'db' | 'now'>, personId: string) {
  const sessions = await findNextSessions(db, personId, now())
  return sessions.map(({ id, seasonId, title, startsAt, timeZone }) => ({
    code: 'seasons.session_coming',
    seasonId,
    subjectId: id,
    title,
    dueAt: startsAt,
    timeZone,
  }))
}
