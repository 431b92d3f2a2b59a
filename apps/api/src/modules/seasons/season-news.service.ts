import type { Deps } from '../../platform/deps.ts'
import { budgetAttention } from './budget/budget-news.ts'
import { countEnrolments, listComingSessions } from './enrolments/enrolments.repository.ts'
import { attentionIn } from './season-news.rules.ts'
import { findSeason } from './seasons.repository.ts'
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
    ...(await budgetAttention(db, season)),
  ]
}

/** The next session of each season that this person comes to. */
export async function nextFor({ db, now }: Pick<Deps, 'db' | 'now'>, personId: string) {
  const sessions = await listComingSessions(db, personId, now())
  return sessions.map(({ id, seasonId, title, startsAt }) => ({
    code: 'seasons.session_coming',
    seasonId,
    subjectId: id,
    title,
    dueAt: startsAt,
  }))
}
