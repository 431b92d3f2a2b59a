import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { PlacementReasons } from '@essor/contracts'
import type { Db } from '../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../platform/db/pages.ts'
import { projects } from '../calls-for-projects/index.ts'
import { people } from '../identity/index.ts'
import { seasons } from '../seasons/index.ts'
import { skillsOf } from './pool.repository.ts'
import { teamMembers, teams } from './teams.table.ts'
import { namesOfBlocks } from './terms/blocks.repository.ts'

interface NewTeam {
  projectId: string
  name: string
  members: { personId: string; why: PlacementReasons }[]
}

interface Offer {
  answerBy: Date
  remindAt: Date | null
  createdAt: Date
}

/** Everyone is offered their place, and answers. */
export async function insertTeams(db: Db, seasonId: string, offer: Offer, drafts: NewTeam[]): Promise<void> {
  const rows = await db
    .insert(teams)
    .values(drafts.map(({ projectId, name, members }) => ({ seasonId, projectId, name, places: members.length })))
    .returning({ id: teams.id, projectId: teams.projectId })
  const ids = new Map(rows.map(({ id, projectId }) => [projectId, id]))
  await db.insert(teamMembers).values(
    drafts.flatMap(({ projectId, members }) =>
      members.map((member) => ({
        ...member,
        ...offer,
        status: 'offered' as const,
        seasonId,
        teamId: ids.get(projectId)!,
      })),
    ),
  )
}

/** Teams are published all at once, so one of them tells of all. */
export async function hasTeams(db: Db, seasonId: string): Promise<boolean> {
  return (await db.select({ id: teams.id }).from(teams).where(eq(teams.seasonId, seasonId)).limit(1)).length > 0
}

const byName: ListOrder = { by: teams.name, id: teams.id, direction: 'asc' }

const teamWithProject = {
  id: teams.id,
  seasonId: teams.seasonId,
  name: teams.name,
  project: { id: projects.id, title: projects.title, structure: projects.structure },
}

/** The teams of a season with the names of their members. */
export async function listTeams(db: Db, seasonId: string, page: PageOf) {
  const found = await pageOfTeams(db, seasonId, page)
  const members = await membersOf(
    db,
    found.items.map(({ id }) => id),
  )
  return { ...found, items: found.items.map((team) => ({ ...team, members: members.get(team.id) ?? [] })) }
}

export async function pageOfTeams(db: Db, seasonId: string, page: PageOf) {
  const rows = await db
    .select(teamWithProject)
    .from(teams)
    .innerJoin(projects, eq(projects.id, teams.projectId))
    .where(and(eq(teams.seasonId, seasonId), isNull(teams.closedAt), afterCursor(byName, page)))
    .orderBy(...inOrder(byName))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.name, row.id])
}

/** Everyone in these teams of the season. */
export async function listMembersOf(db: Db, seasonId: string, teamIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .select({ personId: teamMembers.personId })
    .from(teamMembers)
    .where(and(eq(teamMembers.seasonId, seasonId), inArray(teamMembers.teamId, [...teamIds])))
  return rows.map(({ personId }) => personId)
}

async function membersOf(db: Db, teamIds: string[]): Promise<Map<string, { personId: string; name: string }[]>> {
  const members = new Map<string, { personId: string; name: string }[]>()
  if (teamIds.length === 0) return members
  const rows = await db
    .select({ teamId: teamMembers.teamId, personId: teamMembers.personId, name: people.name })
    .from(teamMembers)
    .innerJoin(people, eq(people.id, teamMembers.personId))
    .where(inArray(teamMembers.teamId, teamIds))
    .orderBy(asc(people.name), asc(people.id))
  for (const { teamId, ...member } of rows) members.set(teamId, [...(members.get(teamId) ?? []), member])
  return members
}

/** My teams in the seasons I take part in, the latest first, with what each member brings. */
export async function listOwnTeams(db: Db, personId: string) {
  const own = await db
    .select({
      id: teams.id,
      name: teams.name,
      why: teamMembers.why,
      project: projects,
      season: { id: seasons.id, slug: seasons.slug, name: seasons.name, terminology: seasons.terminology },
    })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .innerJoin(projects, eq(projects.id, teams.projectId))
    .innerJoin(seasons, eq(seasons.id, teams.seasonId))
    .where(eq(teamMembers.personId, personId))
    .orderBy(asc(teamMembers.createdAt))
    .limit(100)
  const members = await membersOf(
    db,
    own.map(({ id }) => id),
  )
  const skills = await skillsOf(
    db,
    [...members.values()].flat().map((member) => member.personId),
  )
  const moments = await namesOfBlocks(
    db,
    own.flatMap(({ why }) => why?.blocks ?? []),
  )
  return own.toReversed().map((team) => ({
    ...team,
    moments: (team.why?.blocks ?? []).flatMap((id) => moments.get(id) ?? []),
    members: (members.get(team.id) ?? []).map((member) => ({ ...member, skills: skills.get(member.personId) ?? [] })),
  }))
}
