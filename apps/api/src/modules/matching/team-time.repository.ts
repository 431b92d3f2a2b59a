import { and, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Scope } from '../../platform/access/policy.rules.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Db } from '../../platform/db/connection.ts'
import { seasons, sumTimes } from '../seasons/index.ts'
import { teamMentors } from './team-mentors.table.ts'
import { teamMembers, teams } from './teams.table.ts'

type Asking = Pick<Deps, 'db' | 'actor'>

/** Where a team stands, and whether the person asking is one of its members. */
export async function teamPlace({ db, actor }: Asking, { teamId }: { teamId: string }): Promise<Scope | undefined> {
  const [team] = await db
    .select({ seasonId: teams.seasonId, delegationId: seasons.delegationId })
    .from(teams)
    .innerJoin(seasons, eq(seasons.id, teams.seasonId))
    .where(eq(teams.id, teamId))
  if (!team) return undefined
  const isMember = (await membersOfTeam(db, teamId)).some(({ personId }) => personId === actor.personId)
  return { ...team, teamId, relations: isMember ? ['member'] : [] }
}

const membersOfTeam = (db: Db, teamId: string) =>
  db
    .select({ personId: teamMembers.personId, seasonId: teamMembers.seasonId })
    .from(teamMembers)
    .where(eq(teamMembers.teamId, teamId))

/** Whether the person asking is in the team of someone, coaches it, or was given its facilitation. */
export async function isTeamMate({ db, actor }: Asking, seasonId: string, personId: string): Promise<boolean> {
  if (!actor.personId) return false
  const mates = alias(teamMembers, 'mates')
  const rows = await db
    .select({ teamId: teamMembers.teamId, mate: mates.personId, coach: teamMentors.personId })
    .from(teamMembers)
    .leftJoin(mates, and(eq(mates.teamId, teamMembers.teamId), eq(mates.personId, actor.personId)))
    .leftJoin(
      teamMentors,
      and(
        eq(teamMentors.teamId, teamMembers.teamId),
        eq(teamMentors.personId, actor.personId),
        eq(teamMentors.role, 'coach'),
      ),
    )
    .where(and(eq(teamMembers.seasonId, seasonId), eq(teamMembers.personId, personId)))
  return rows.some(({ teamId, mate, coach }) => mate !== null || coach !== null || leads(actor, teamId))
}

const leads = ({ grants }: Deps['actor'], teamId: string): boolean =>
  grants.some(
    ({ role, scopeKind, scopeId }) =>
      (role === 'facilitator' || role === 'coach') && scopeKind === 'team' && scopeId === teamId,
  )

/** What the members of a team promised and gave together in its season. */
export async function sumTeamTime(db: Db, teamId: string) {
  const members = await membersOfTeam(db, teamId)
  const seasonIds = [...new Set(members.map(({ seasonId }) => seasonId))]
  const personIds = members.map(({ personId }) => personId)
  const sums = await sumTimes(db, seasonIds, personIds)
  const total = { promisedMinutes: 0, followUpMinutes: 0, confirmedMinutes: 0, unconfirmedMinutes: 0 }
  for (const { seasonId, personId } of members) {
    const own = sums(seasonId, personId)
    total.promisedMinutes += own.promisedMinutes
    total.followUpMinutes += own.followUpMinutes
    total.confirmedMinutes += own.confirmedMinutes
    total.unconfirmedMinutes += own.unconfirmedMinutes
  }
  return { teamId, people: members.length, ...total }
}
