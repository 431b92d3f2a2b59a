import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/connection.ts'
import { roleGrants } from '../identity/index.ts'
import { teamMembers, teamMentors, teams } from '../matching/index.ts'
import { seasons } from '../seasons/index.ts'
import { inFieldsOf } from './help.repository.ts'
import { helpRequests } from './help.table.ts'
import { isMentorOfSeason, listTeamMentors } from './mentors.repository.ts'
import { mentorFields } from './mentors.table.ts'

const manySeasons = 100

/** The teams that this person is a member of, the latest season first. */
export async function listOwnTeams(db: Db, personId: string) {
  const rows = await db
    .select({
      teamId: teams.id,
      teamName: teams.name,
      seasonId: seasons.id,
      seasonName: seasons.name,
      timeZone: seasons.timeZone,
    })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .innerJoin(seasons, eq(seasons.id, teams.seasonId))
    .where(eq(teamMembers.personId, personId))
    .orderBy(sql`${seasons.startsOn} desc`, asc(teams.id))
    .limit(manySeasons)
  const mentors = await listTeamMentors(
    db,
    rows.map(({ teamId }) => teamId),
  )
  return rows.map((row) => ({ ...row, mentors: mentors.filter(({ teamId }) => teamId === row.teamId) }))
}

/** The seasons that this person's roles let them accompany, the latest first. */
export async function listOwnMentoring(db: Db, personId: string) {
  const rows = await db
    .selectDistinct({
      seasonId: seasons.id,
      seasonName: seasons.name,
      timeZone: seasons.timeZone,
      startsOn: seasons.startsOn,
      fields: sql<string[]>`array(select f.field from ${mentorFields} f
        where f.season_id = ${seasons.id} and f.person_id = ${personId} order by f.field)`,
    })
    .from(roleGrants)
    .innerJoin(seasons, isMentorOfSeason)
    .where(and(eq(roleGrants.personId, personId), eq(seasons.status, 'published')))
    .orderBy(sql`${seasons.startsOn} desc`, asc(seasons.id))
    .limit(manySeasons)
  const own = await db
    .select({ seasonId: teams.seasonId, teamId: teams.id, name: teams.name, role: teamMentors.role })
    .from(teamMentors)
    .innerJoin(teams, eq(teams.id, teamMentors.teamId))
    .where(eq(teamMentors.personId, personId))
    .orderBy(asc(teams.name), asc(teams.id))
  return rows.map((row) => ({ ...row, teams: own.filter(({ seasonId }) => seasonId === row.seasonId) }))
}

const someQuestions = 20

const questionColumns = {
  id: helpRequests.id,
  seasonId: helpRequests.seasonId,
  title: helpRequests.title,
  waitingSince: helpRequests.waitingSince,
  preset: seasons.preset,
}

/** Open questions that this person could take on, in their fields, not from their own team. */
export async function listWaitingFor(db: Db, personId: string) {
  const stillMentor = sql`exists (select 1 from ${roleGrants}
    where ${roleGrants.personId} = ${personId} and ${isMentorOfSeason})`
  const ownTeam = sql`exists (select 1 from ${teamMembers}
    where ${teamMembers.teamId} = ${helpRequests.teamId} and ${teamMembers.personId} = ${personId})`
  return db
    .select(questionColumns)
    .from(helpRequests)
    .innerJoin(seasons, eq(seasons.id, helpRequests.seasonId))
    .where(
      and(
        eq(helpRequests.status, 'open'),
        eq(seasons.status, 'published'),
        inFieldsOf(db, personId),
        stillMentor,
        sql`not ${ownTeam}`,
      ),
    )
    .orderBy(asc(helpRequests.waitingSince), asc(helpRequests.id))
    .limit(someQuestions)
}

/** Questions that this person took on and has not answered. */
export async function listToAnswer(db: Db, personId: string) {
  return db
    .select(questionColumns)
    .from(helpRequests)
    .innerJoin(seasons, eq(seasons.id, helpRequests.seasonId))
    .where(and(eq(helpRequests.claimedBy, personId), eq(helpRequests.status, 'claimed')))
    .orderBy(asc(helpRequests.waitingSince), asc(helpRequests.id))
    .limit(someQuestions)
}

/** Questions of this person's teams that were answered and not yet closed. */
export async function listAnsweredFor(db: Db, personId: string) {
  return db
    .select(questionColumns)
    .from(helpRequests)
    .innerJoin(seasons, eq(seasons.id, helpRequests.seasonId))
    .innerJoin(teamMembers, and(eq(teamMembers.teamId, helpRequests.teamId), eq(teamMembers.personId, personId)))
    .where(and(eq(helpRequests.status, 'answered'), eq(seasons.status, 'published')))
    .orderBy(asc(helpRequests.waitingSince), asc(helpRequests.id))
    .limit(someQuestions)
}
