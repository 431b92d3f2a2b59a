import type { Deps } from '../../platform/deps.ts'
import { countEnrolments } from './enrolments/enrolments.repository.ts'
import { nextOfPromises, promiseAttention } from './promises/promise-news.repository.ts'
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
  ]
}

/** The next session of each season that this person comes to, and what their promises ask of them. */
export async function nextFor({ db, now }: Pick<Deps, 'db' | 'now'>, personId: string) {
  return [...(await nextSessions({ db, now }, personId)), ...(await nextOfPromises({ db }, personId))]
}
