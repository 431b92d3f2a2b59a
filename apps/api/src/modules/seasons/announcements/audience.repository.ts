import { and, asc, count, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import type { AnnouncementAudience } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { people, roleGrants } from '../../identity/index.ts'
import { enrolments } from '../enrolments/enrolments.table.ts'
import type { Season } from '../seasons.repository.ts'
import { announcementRecipients } from './announcements.table.ts'

/** Who is in these teams of the season: a later module knows. */
export type TeamReaders = (db: Db, seasonId: string, teamIds: readonly string[]) => Promise<string[]>

type Place = Pick<Season, 'id' | 'delegationId'>

const comes = ['confirmed', 'checked_in'] as const

/** Those of an audience, each once, whichever groups they are in. */
function within(db: Db, { id, delegationId }: Place, audience: AnnouncementAudience, members: readonly string[]): SQL {
  const { everyone, statuses, siteIds, roles } = audience
  const enrolled = db
    .select({ personId: enrolments.personId })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.seasonId, id),
        or(
          inArray(enrolments.status, everyone ? [...statuses, ...comes] : statuses),
          and(inArray(enrolments.siteId, siteIds), inArray(enrolments.status, comes)),
        ),
      ),
    )
  const inRole = db
    .select({ personId: roleGrants.personId })
    .from(roleGrants)
    .where(
      and(
        inArray(roleGrants.role, roles),
        or(
          and(eq(roleGrants.scopeKind, 'season'), eq(roleGrants.scopeId, id)),
          and(eq(roleGrants.scopeKind, 'delegation'), eq(roleGrants.scopeId, delegationId)),
        ),
      ),
    )
  return or(inArray(people.id, enrolled), inArray(people.id, inRole), inArray(people.id, [...members]))!
}

export async function countReaders(db: Db, season: Place, audience: AnnouncementAudience, members: readonly string[]) {
  const found = within(db, season, audience, members)
  const [row] = await db.select({ total: count() }).from(people).where(found)
  const first = await db
    .select({ name: people.name })
    .from(people)
    .where(found)
    .orderBy(asc(people.name), asc(people.id))
    .limit(5)
  return { recipients: row?.total ?? 0, firstNames: first.map(({ name }) => name) }
}

/** Keeps who they are at this moment, and answers how many. */
export async function freezeReaders(
  db: Db,
  announcementId: string,
  season: Place,
  audience: AnnouncementAudience,
  members: readonly string[],
): Promise<number> {
  const readers = db
    .select({ announcementId: sql<string>`${announcementId}::uuid`.as('announcement_id'), personId: people.id })
    .from(people)
    .where(within(db, season, audience, members))
  const { rowCount } = await db.insert(announcementRecipients).select(readers)
  return rowCount ?? 0
}

export async function listReaders(db: Db, announcementId: string): Promise<{ personId: string; email: string }[]> {
  return db
    .select({ personId: people.id, email: people.email })
    .from(announcementRecipients)
    .innerJoin(people, eq(people.id, announcementRecipients.personId))
    .where(eq(announcementRecipients.announcementId, announcementId))
    .orderBy(asc(people.id))
}
