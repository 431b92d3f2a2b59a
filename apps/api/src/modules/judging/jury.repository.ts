import { and, eq, inArray, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { ConflictKind } from '@essor/contracts'
import type { Db } from '../../platform/db/connection.ts'
import { coHolders, projects, submissions } from '../calls-for-projects/index.ts'
import { roleGrants } from '../identity/index.ts'
import { teamMembers, teamMentors, teams } from '../matching/index.ts'
import { seasons } from '../seasons/index.ts'
import { recusals } from './rubrics.table.ts'

export interface Conflict {
  jurorId: string
  teamId: string
  kind: ConflictKind
}

/** Every conflict of interest of these seasons, the automatic ones first; of one juror where one is named. */
export async function listConflicts(db: Db, seasonIds: readonly string[], jurorId?: string): Promise<Conflict[]> {
  const kind = (value: ConflictKind) => sql<ConflictKind>`${value}::text`.as('kind')
  const juror = and(
    eq(roleGrants.role, 'juror'),
    eq(roleGrants.scopeKind, 'season'),
    inArray(roleGrants.scopeId, [...seasonIds]),
    jurorId ? eq(roleGrants.personId, jurorId) : undefined,
  )
  const asMember = db
    .select({
      jurorId: sql<string>`${roleGrants.personId}`.as('juror_id'),
      teamId: sql<string>`${teamMembers.teamId}`.as('team_id'),
      kind: kind('member'),
    })
    .from(roleGrants)
    .innerJoin(teamMembers, eq(teamMembers.personId, roleGrants.personId))
    .where(and(juror, eq(teamMembers.seasonId, roleGrants.scopeId)))
  const asCoach = db
    .select({
      jurorId: sql<string>`${roleGrants.personId}`.as('juror_id'),
      teamId: sql<string>`${teams.id}`.as('team_id'),
      kind: kind('coach'),
    })
    .from(roleGrants)
    .innerJoin(
      sql`${roleGrants} as coaching`,
      sql`coaching.person_id = ${roleGrants.personId} and coaching.role in ('coach', 'facilitator', 'mentor') and coaching.scope_kind = 'team'`,
    )
    .innerJoin(teams, sql`${teams.id} = coaching.scope_id`)
    .where(and(juror, eq(teams.seasonId, roleGrants.scopeId)))
  const asMentor = db
    .select({
      jurorId: sql<string>`${roleGrants.personId}`.as('juror_id'),
      teamId: sql<string>`${teams.id}`.as('team_id'),
      kind: kind('coach'),
    })
    .from(roleGrants)
    .innerJoin(teamMentors, eq(teamMentors.personId, roleGrants.personId))
    .innerJoin(teams, eq(teams.id, teamMentors.teamId))
    .where(and(juror, eq(teams.seasonId, roleGrants.scopeId)))
  const asHolder = db
    .select({
      jurorId: sql<string>`${roleGrants.personId}`.as('juror_id'),
      teamId: sql<string>`${teams.id}`.as('team_id'),
      kind: kind('holder'),
    })
    .from(roleGrants)
    .innerJoin(submissions, eq(submissions.holderId, roleGrants.personId))
    .innerJoin(projects, eq(projects.submissionId, submissions.id))
    .innerJoin(teams, eq(teams.projectId, projects.id))
    .where(and(juror, eq(teams.seasonId, roleGrants.scopeId)))
  const asCoHolder = db
    .select({
      jurorId: sql<string>`${roleGrants.personId}`.as('juror_id'),
      teamId: sql<string>`${teams.id}`.as('team_id'),
      kind: kind('holder'),
    })
    .from(roleGrants)
    .innerJoin(coHolders, eq(coHolders.personId, roleGrants.personId))
    .innerJoin(projects, eq(projects.submissionId, coHolders.submissionId))
    .innerJoin(teams, eq(teams.projectId, projects.id))
    .where(and(juror, eq(teams.seasonId, roleGrants.scopeId)))
  const declared = db
    .select({
      jurorId: sql<string>`${recusals.jurorId}`.as('juror_id'),
      teamId: sql<string>`${recusals.teamId}`.as('team_id'),
      kind: kind('declared'),
    })
    .from(recusals)
    .where(and(inArray(recusals.seasonId, [...seasonIds]), jurorId ? eq(recusals.jurorId, jurorId) : undefined))
  return unionAll(asMember, asCoach, asMentor, asHolder, asCoHolder, declared)
}

/** A second declaration of the same is no other. */
export async function insertRecusal(db: Db, row: typeof recusals.$inferInsert): Promise<void> {
  await db.insert(recusals).values(row).onConflictDoNothing()
}

export async function deleteRecusal(db: Db, jurorId: string, teamId: string): Promise<void> {
  await db.delete(recusals).where(and(eq(recusals.jurorId, jurorId), eq(recusals.teamId, teamId)))
}

export async function isOnJury(db: Db, seasonId: string, personId: string): Promise<boolean> {
  const found = await db
    .select({ id: roleGrants.personId })
    .from(roleGrants)
    .where(
      and(
        eq(roleGrants.role, 'juror'),
        eq(roleGrants.scopeKind, 'season'),
        eq(roleGrants.scopeId, seasonId),
        eq(roleGrants.personId, personId),
      ),
    )
  return found.length > 0
}

/** The seasons whose jury someone sits on, the latest first. */
export async function listSeasonsJudgedBy(db: Db, personId: string): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: seasons.id, name: seasons.name })
    .from(seasons)
    .where(
      inArray(
        seasons.id,
        db
          .select({ id: sql<string>`${roleGrants.scopeId}` })
          .from(roleGrants)
          .where(
            and(eq(roleGrants.personId, personId), eq(roleGrants.role, 'juror'), eq(roleGrants.scopeKind, 'season')),
          ),
      ),
    )
    .orderBy(sql`${seasons.startsOn} desc`, seasons.id)
    .limit(100)
}

/** Teams of a season with the names that screens show. */
export async function listTeams(db: Db, seasonId: string) {
  return db
    .select({ teamId: teams.id, teamName: teams.name, projectTitle: projects.title })
    .from(teams)
    .innerJoin(projects, eq(projects.id, teams.projectId))
    .where(eq(teams.seasonId, seasonId))
    .orderBy(teams.name, teams.id)
}
