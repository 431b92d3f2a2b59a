import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import type { Deps } from '../../../platform/deps.ts'
import { roleGrants } from '../../identity/index.ts'
import { seasons } from '../seasons.table.ts'
import { seasonSessions } from '../sessions/season-sessions.table.ts'

const day = 24 * 60 * 60 * 1000

/** The doors of today and tomorrow, for those who were given one. */
export async function doorsToKeep({ db, now }: Pick<Deps, 'db' | 'now'>, personId: string) {
  const rows = await db
    .selectDistinctOn([seasonSessions.seasonId], {
      seasonId: seasonSessions.seasonId,
      subjectId: seasonSessions.id,
      title: seasonSessions.title,
      dueAt: seasonSessions.startsAt,
    })
    .from(roleGrants)
    .innerJoin(seasons, and(eq(seasons.id, roleGrants.scopeId), eq(seasons.status, 'published')))
    .innerJoin(seasonSessions, eq(seasonSessions.seasonId, seasons.id))
    .where(
      and(
        eq(roleGrants.personId, personId),
        eq(roleGrants.role, 'facilitator'),
        eq(roleGrants.scopeKind, 'season'),
        isNull(seasonSessions.cancelledAt),
        gt(seasonSessions.endsAt, now()),
        lt(seasonSessions.startsAt, new Date(now().getTime() + day)),
      ),
    )
    .orderBy(seasonSessions.seasonId, seasonSessions.startsAt, seasonSessions.id)
  return rows.map((row) => ({ ...row, code: 'seasons.door_to_keep' }))
}
