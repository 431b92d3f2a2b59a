import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Db } from '../../platform/db/connection.ts'
import { coHolders, projects, submissions } from '../calls-for-projects/index.ts'
import { roleGrants } from '../identity/index.ts'
import { teamMentors } from './team-mentors.table.ts'
import { teams } from './teams.table.ts'

/** A project that someone accompanied: whose it was. */
export interface CoachedProject {
  personId: string
  structure: string
  holderIds: string[]
}

/** The projects that these people coached in other seasons than this one. */
export async function listCoachedElsewhere(
  db: Db,
  personIds: readonly string[],
  seasonId: string,
): Promise<CoachedProject[]> {
  if (personIds.length === 0) return []
  const coaching = unionAll(
    db
      .select({ personId: teamMentors.personId, teamId: teamMentors.teamId })
      .from(teamMentors)
      .where(and(eq(teamMentors.role, 'coach'), inArray(teamMentors.personId, [...personIds]))),
    db
      .select({ personId: roleGrants.personId, teamId: sql<string>`${roleGrants.scopeId}`.as('team_id') })
      .from(roleGrants)
      .where(
        and(
          eq(roleGrants.role, 'coach'),
          eq(roleGrants.scopeKind, 'team'),
          inArray(roleGrants.personId, [...personIds]),
        ),
      ),
  ).as('coaching')
  return db
    .selectDistinct({
      personId: coaching.personId,
      structure: projects.structure,
      holderIds: sql<string[]>`array(
        select ${submissions.holderId} from ${submissions} where ${submissions.id} = ${projects.submissionId}
        union all
        select ${coHolders.personId} from ${coHolders} where ${coHolders.submissionId} = ${projects.submissionId})`,
    })
    .from(coaching)
    .innerJoin(teams, eq(teams.id, coaching.teamId))
    .innerJoin(projects, eq(projects.id, teams.projectId))
    .where(ne(teams.seasonId, seasonId))
}
