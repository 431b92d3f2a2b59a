import { and, asc, count, eq, gt, inArray, isNull, lte } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { delegations } from '../../delegations/index.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { seasons } from '../seasons.table.ts'
import { seasonSessions } from '../sessions/season-sessions.table.ts'
import { phases } from '../timeline/timeline.table.ts'
import { campaignSeasons } from './campaigns.table.ts'

/** A network has a hundred delegations or so: more than this on one page would be read by nobody. */
const most = 300

/** The seasons of a campaign that may be seen, by the name of their delegation. */
export async function listSeasonsOf(db: Db, campaignId: string) {
  const rows = await db
    .select({ season: seasons, delegationName: delegations.name })
    .from(campaignSeasons)
    .innerJoin(seasons, eq(seasons.id, campaignSeasons.seasonId))
    .innerJoin(delegations, eq(delegations.id, seasons.delegationId))
    .where(and(eq(campaignSeasons.campaignId, campaignId), inArray(seasons.status, ['published', 'closed'])))
    .orderBy(asc(delegations.name), asc(seasons.startsOn), asc(seasons.id))
    .limit(most)
  return rows.map(({ season, delegationName }) => ({ ...season, delegationName }))
}

/** What a campaign page tells of these seasons, in three queries however many they are. */
export async function readStanding(db: Db, seasonIds: string[], now: Date) {
  return {
    enrolled: await db
      .select({ seasonId: enrolments.seasonId, status: enrolments.status, total: count() })
      .from(enrolments)
      .where(inArray(enrolments.seasonId, seasonIds))
      .groupBy(enrolments.seasonId, enrolments.status),
    phases: await db
      .select()
      .from(phases)
      .where(and(inArray(phases.seasonId, seasonIds), lte(phases.startsAt, now), gt(phases.endsAt, now))),
    sessions: await db
      .selectDistinctOn([seasonSessions.seasonId], {
        seasonId: seasonSessions.seasonId,
        kind: seasonSessions.kind,
        title: seasonSessions.title,
        startsAt: seasonSessions.startsAt,
      })
      .from(seasonSessions)
      .where(
        and(
          inArray(seasonSessions.seasonId, seasonIds),
          isNull(seasonSessions.cancelledAt),
          gt(seasonSessions.endsAt, now),
        ),
      )
      .orderBy(seasonSessions.seasonId, seasonSessions.startsAt, seasonSessions.id),
  }
}
