import { and, asc, eq, exists, inArray, isNull, not, type SQL, sql } from 'drizzle-orm'
import type { MentorRole } from '@essor/contracts'
import type { Db } from '../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../platform/db/pages.ts'
import { projects } from '../calls-for-projects/index.ts'
import { people, roleGrants } from '../identity/index.ts'
import { teamMembers, teamMentors, teams } from '../matching/index.ts'
import { seasons } from '../seasons/index.ts'
import { helpRequests } from './help.table.ts'
import { mentorFields } from './mentors.table.ts'

const mentorRoles = ['coach', 'mentor'] as const

/** A role given for the season, or for its whole delegation or network, as the policy reads it. */
const grantCoversSeason: SQL = sql`(${roleGrants.scopeKind} = 'network'
  or (${roleGrants.scopeKind} = 'season' and ${roleGrants.scopeId} = ${seasons.id})
  or (${roleGrants.scopeKind} = 'delegation' and ${roleGrants.scopeId} = ${seasons.delegationId}))`

export const isMentorOfSeason = and(inArray(roleGrants.role, [...mentorRoles]), grantCoversSeason)!

const byName: ListOrder = { by: people.name, id: people.id, direction: 'asc' }

export async function listMentors(
  db: Db,
  seasonId: string,
  { search, ...page }: PageOf & { search?: string | undefined },
) {
  const rows = await db
    .select({
      personId: people.id,
      name: people.name,
      roles: sql<MentorRole[]>`array_agg(distinct ${roleGrants.role})`,
      fields: sql<string[]>`array(select f.field from mentor_fields f
        where f.season_id = ${seasonId} and f.person_id = ${people.id} order by f.field)`,
      teamCount: sql<number>`(select count(*)::int from team_mentors m join teams t on t.id = m.team_id
        where t.season_id = ${seasonId} and m.person_id = ${people.id})`,
    })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .innerJoin(seasons, eq(seasons.id, seasonId))
    .where(
      and(
        isMentorOfSeason,
        search ? sql`position(lower(${search}) in lower(${people.name})) > 0` : undefined,
        afterCursor(byName, page),
      ),
    )
    .groupBy(people.id)
    .orderBy(...inOrder(byName))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.name, row.personId])
}

export async function isMentor(db: Db, seasonId: string, personId: string): Promise<boolean> {
  const found = await db
    .select({ id: roleGrants.id })
    .from(roleGrants)
    .innerJoin(seasons, eq(seasons.id, seasonId))
    .where(and(eq(roleGrants.personId, personId), isMentorOfSeason))
    .limit(1)
  return found.length > 0
}

/** Where a team stands; `isMember` is about this person. */
export async function findTeamPlace(db: Db, teamId: string, personId: string | null) {
  const [team] = await db
    .select({
      id: teams.id,
      name: teams.name,
      season: seasons,
      isMember: personId ? memberOf(db, personId) : sql<boolean>`false`,
    })
    .from(teams)
    .innerJoin(seasons, eq(seasons.id, teams.seasonId))
    .where(eq(teams.id, teamId))
  if (!team) return undefined
  return { ...team, place: { delegationId: team.season.delegationId, seasonId: team.season.id, teamId } }
}

const memberOf = (db: Db, personId: string) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(teamMembers)
      .where(and(eq(teamMembers.teamId, teams.id), eq(teamMembers.personId, personId))),
  ) as SQL<boolean>

/** Undefined when this person accompanies the team already. */
export async function insertTeamMentor(db: Db, row: typeof teamMentors.$inferInsert) {
  const [made] = await db.insert(teamMentors).values(row).onConflictDoNothing().returning()
  return made
}

export async function deleteTeamMentor(db: Db, teamId: string, personId: string): Promise<boolean> {
  const gone = await db
    .delete(teamMentors)
    .where(and(eq(teamMentors.teamId, teamId), eq(teamMentors.personId, personId)))
    .returning({ role: teamMentors.role })
  return gone.length === 1
}

export async function listTeamMentors(db: Db, teamIds: string[]) {
  return db
    .select({
      teamId: teamMentors.teamId,
      personId: teamMentors.personId,
      name: people.name,
      role: teamMentors.role,
    })
    .from(teamMentors)
    .innerJoin(people, eq(people.id, teamMentors.personId))
    .where(inArray(teamMentors.teamId, teamIds))
    .orderBy(asc(teamMentors.role), asc(people.name), asc(people.id))
}

const byTeamName: ListOrder = { by: teams.name, id: teams.id, direction: 'asc' }

const hasCoach = sql`exists (select 1 from team_mentors m where m.team_id = ${teams.id} and m.role = 'coach')`

export interface TeamFilter extends PageOf {
  coach?: 'missing' | 'present' | undefined
}

export async function listAccompaniedTeams(db: Db, seasonId: string, { coach, ...page }: TeamFilter) {
  const rows = await db
    .select({
      teamId: teams.id,
      name: teams.name,
      projectTitle: projects.title,
      memberCount: sql<number>`(select count(*)::int from team_members m where m.team_id = ${teams.id})`,
      waitingCount: sql<number>`(select count(*)::int from help_requests h
        where h.team_id = ${teams.id} and h.status in ('open', 'claimed'))`,
    })
    .from(teams)
    .innerJoin(projects, eq(projects.id, teams.projectId))
    .where(
      and(
        eq(teams.seasonId, seasonId),
        isNull(teams.closedAt),
        coach === 'present' ? hasCoach : undefined,
        coach === 'missing' ? not(hasCoach) : undefined,
        afterCursor(byTeamName, page),
      ),
    )
    .orderBy(...inOrder(byTeamName))
    .limit(page.limit + 1)
  const mentors = await listTeamMentors(
    db,
    rows.map(({ teamId }) => teamId),
  )
  return pageOf(
    rows.map((row) => ({ ...row, mentors: mentors.filter(({ teamId }) => teamId === row.teamId) })),
    page,
    (row) => [row.name, row.teamId],
  )
}

/** Counts over the season; response time is the median from a question to its first answer. */
export async function readCounts(db: Db, seasonId: string, overdueBefore: Date) {
  const [ofTeams] = await db
    .select({
      teamCount: sql<number>`count(*)::int`,
      teamsWithoutCoach: sql<number>`count(*) filter (where not ${hasCoach})::int`,
    })
    .from(teams)
    .where(and(eq(teams.seasonId, seasonId), isNull(teams.closedAt)))
  const waiting = sql`${helpRequests.status} in ('open', 'claimed')`
  const overdue = sql`${helpRequests.waitingSince} <= ${sql.param(overdueBefore, helpRequests.waitingSince)}`
  const [ofQuestions] = await db
    .select({
      waiting: sql<number>`count(*) filter (where ${waiting})::int`,
      waitingTooLong: sql<number>`count(*) filter (where ${waiting} and ${overdue})::int`,
      answered: sql<number>`count(${helpRequests.firstAnsweredAt})::int`,
      medianResponseSeconds: sql<number | null>`round(percentile_cont(0.5) within group
        (order by extract(epoch from ${helpRequests.firstAnsweredAt} - ${helpRequests.askedAt})::float8))::int`,
    })
    .from(helpRequests)
    .where(eq(helpRequests.seasonId, seasonId))
  return { ...ofTeams!, ...ofQuestions! }
}

/** Holds the person's row first: of two lists sent at once, one follows the other whole. */
export async function replaceFields(db: Db, seasonId: string, personId: string, fields: string[]): Promise<void> {
  await db.select({ id: people.id }).from(people).where(eq(people.id, personId)).for('no key update')
  await db.delete(mentorFields).where(and(eq(mentorFields.seasonId, seasonId), eq(mentorFields.personId, personId)))
  if (fields.length > 0) await db.insert(mentorFields).values(fields.map((field) => ({ seasonId, personId, field })))
}
