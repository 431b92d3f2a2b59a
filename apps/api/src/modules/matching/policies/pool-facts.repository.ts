import { and, eq, exists, inArray, lt, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../../../platform/db/connection.ts'
import { roleGrants } from '../../identity/index.ts'
import { enrolments, seasons, type Season } from '../../seasons/index.ts'

/** Those of a season who were checked in at one that began earlier: everyone else is new. */
export async function listReturning(db: Db, season: Season): Promise<Set<string>> {
  const earlier = alias(enrolments, 'earlier')
  const before = db
    .select({ one: sql`1` })
    .from(earlier)
    .innerJoin(seasons, eq(seasons.id, earlier.seasonId))
    .where(
      and(
        eq(earlier.personId, enrolments.personId),
        eq(earlier.status, 'checked_in'),
        lt(seasons.startsOn, season.startsOn),
      ),
    )
  const rows = await db
    .select({ personId: enrolments.personId })
    .from(enrolments)
    .where(and(eq(enrolments.seasonId, season.id), exists(before)))
  return new Set(rows.map(({ personId }) => personId))
}

/** Who may facilitate here: by a role in the season, its delegation, or the whole network. */
export async function listFacilitators(db: Db, season: Season): Promise<Set<string>> {
  const rows = await db
    .select({ personId: roleGrants.personId })
    .from(roleGrants)
    .where(
      and(
        eq(roleGrants.role, 'facilitator'),
        or(
          eq(roleGrants.scopeKind, 'network'),
          and(
            inArray(roleGrants.scopeKind, ['season', 'delegation']),
            inArray(roleGrants.scopeId, [season.id, season.delegationId]),
          ),
        ),
      ),
    )
  return new Set(rows.map(({ personId }) => personId))
}
