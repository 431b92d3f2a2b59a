import type { Deps } from '../../platform/deps.ts'
import { announcementAttention } from './announcements/announcements.repository.ts'
import { budgetAttention } from './budget/budget-news.ts'
import { campaignAttention } from './campaigns/campaign-seasons.service.ts'
import { doorsToKeep } from './check-in/door-news.repository.ts'
import { countForOrganisers, offersToAnswer } from './enrolments/enrolment-news.service.ts'
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
  const timeline = await findTimeline(db, seasonId)
  const people = await countForOrganisers({ db, now }, season)
  return [
    ...timelineAttention({ ...season, ...timeline }),
    ...attentionIn({ ...season, ...people, phases: timeline.phases }, now()),
    ...(await sessionAttention({ db, now }, season)),
    ...(await promiseAttention({ db, now }, season)),
    ...(await budgetAttention(db, season)),
    ...(await announcementAttention(db, season)),
    ...(await campaignAttention(db, season)),
  ]
}

/** The places to answer for, the next session of each season that this person comes to, and what their promises ask. */
export async function nextFor({ db, now }: Pick<Deps, 'db' | 'now'>, personId: string) {
  return [
    ...(await offersToAnswer({ db, now }, personId)),
    ...(await doorsToKeep({ db, now }, personId)),
    ...(await nextSessions({ db, now }, personId)),
    ...(await nextOfPromises({ db }, personId)),
  ]
}
