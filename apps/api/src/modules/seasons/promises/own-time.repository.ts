import { and, eq, notInArray } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { goneStatuses } from '../enrolments/enrolment-hold.repository.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import { seasons } from '../seasons.table.ts'

const latest: ListOrder = { by: enrolments.createdAt, id: enrolments.id, direction: 'desc' }

/** The seasons that someone takes part in, the latest first. */
export async function listOwnSeasons(db: Db, personId: string, page: PageOf) {
  const rows = await db
    .select({
      enrolment: { id: enrolments.id, createdAt: enrolments.createdAt },
      season: {
        seasonId: seasons.id,
        seasonName: seasons.name,
        seasonSlug: seasons.slug,
        seasonStatus: seasons.status,
        startsOn: seasons.startsOn,
        endsOn: seasons.endsOn,
        timeZone: seasons.timeZone,
        terminology: seasons.terminology,
      },
    })
    .from(enrolments)
    .innerJoin(seasons, eq(seasons.id, enrolments.seasonId))
    .where(
      and(eq(enrolments.personId, personId), notInArray(enrolments.status, goneStatuses), afterCursor(latest, page)),
    )
    .orderBy(...inOrder(latest))
    .limit(page.limit + 1)
  const { items, nextCursor } = pageOf(rows, page, ({ enrolment }) => [enrolment.createdAt, enrolment.id])
  return { items: items.map(({ season }) => season), nextCursor }
}
