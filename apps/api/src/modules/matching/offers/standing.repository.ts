import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { teamMembers, teams } from '../teams.table.ts'
import { pastTeamMembers } from './offers.table.ts'

/** The teams that still run, with everyone who holds a place in them. */
export async function listOpenTeams(db: Db, seasonId: string) {
  const rows = await db
    .select({ teamId: teams.id, projectId: teams.projectId, name: teams.name, personId: teamMembers.personId })
    .from(teams)
    .leftJoin(teamMembers, eq(teamMembers.teamId, teams.id))
    .where(and(eq(teams.seasonId, seasonId), isNull(teams.closedAt)))
    .orderBy(asc(teams.createdAt), asc(teams.id), asc(teamMembers.personId))
  return [...Map.groupBy(rows, ({ teamId }) => teamId).values()].map((those) => ({
    teamId: those[0]!.teamId,
    projectId: those[0]!.projectId,
    name: those[0]!.name,
    personIds: those.flatMap(({ personId }) => personId ?? []),
  }))
}

/** Those whose team was closed are among them: a project gets one team, once. */
export async function listProjectsWithTeam(db: Db, seasonId: string): Promise<string[]> {
  const rows = await db.select({ projectId: teams.projectId }).from(teams).where(eq(teams.seasonId, seasonId))
  return rows.map(({ projectId }) => projectId)
}

/** Who said no to which project, or left it: nobody is asked the same twice. */
export async function listRefusals(db: Db, seasonId: string): Promise<{ personId: string; projectId: string }[]> {
  return db
    .selectDistinct({ personId: pastTeamMembers.personId, projectId: teams.projectId })
    .from(pastTeamMembers)
    .innerJoin(teams, eq(teams.id, pastTeamMembers.teamId))
    .where(and(eq(pastTeamMembers.seasonId, seasonId), inArray(pastTeamMembers.status, ['declined', 'left'])))
}
