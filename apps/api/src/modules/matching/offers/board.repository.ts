import { asc, desc, eq, and, inArray } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { projects } from '../../calls-for-projects/index.ts'
import { people } from '../../identity/index.ts'
import { enrolments } from '../../seasons/index.ts'
import { teamMembers, teams } from '../teams.table.ts'
import { isLate } from './offer.rules.ts'
import { pastTeamMembers } from './offers.table.ts'
import { vacanciesOf } from './offers.repository.ts'

const byName: ListOrder = { by: teams.name, id: teams.id, direction: 'asc' }

/** Teams with who answered what, for organisers. Whoever withdrew is shown as gone at once. */
export async function listTeamOffers(db: Db, seasonId: string, page: PageOf, now: Date) {
  const rows = await db
    .select({
      id: teams.id,
      name: teams.name,
      projectId: teams.projectId,
      structure: projects.structure,
      closedAt: teams.closedAt,
      vacancies: vacanciesOf,
    })
    .from(teams)
    .innerJoin(projects, eq(projects.id, teams.projectId))
    .where(and(eq(teams.seasonId, seasonId), afterCursor(byName, page)))
    .orderBy(...inOrder(byName))
    .limit(page.limit + 1)
  const found = pageOf(rows, page, (row) => [row.name, row.id])
  const ids = found.items.map(({ id }) => id)
  if (ids.length === 0) return { ...found, items: [] }
  const members = Map.groupBy(await membersOf(db, ids, now), ({ teamId }) => teamId)
  const past = Map.groupBy(await pastOf(db, ids), ({ teamId }) => teamId)
  const items = found.items.map((team) => ({
    ...team,
    members: members.get(team.id) ?? [],
    past: past.get(team.id) ?? [],
  }))
  return { ...found, items }
}

async function membersOf(db: Db, teamIds: string[], now: Date) {
  const rows = await db
    .select({
      teamId: teamMembers.teamId,
      personId: people.id,
      name: people.name,
      status: teamMembers.status,
      words: teamMembers.words,
      answerBy: teamMembers.answerBy,
      answeredAt: teamMembers.answeredAt,
      enrolment: enrolments.status,
    })
    .from(teamMembers)
    .innerJoin(people, eq(people.id, teamMembers.personId))
    .leftJoin(
      enrolments,
      and(eq(enrolments.seasonId, teamMembers.seasonId), eq(enrolments.personId, teamMembers.personId)),
    )
    .where(inArray(teamMembers.teamId, teamIds))
    .orderBy(asc(people.name), asc(people.id))
  return rows.map(({ enrolment, ...place }) => {
    const stays = enrolment === null || enrolment === 'confirmed' || enrolment === 'checked_in'
    const status = stays ? place.status : ('left' as const)
    return { ...place, status, late: isLate({ ...place, status }, now) }
  })
}

const pastOf = (db: Db, teamIds: string[]) =>
  db
    .select({
      teamId: pastTeamMembers.teamId,
      personId: people.id,
      name: people.name,
      status: pastTeamMembers.status,
      words: pastTeamMembers.words,
      elsewhere: pastTeamMembers.elsewhere,
      endedAt: pastTeamMembers.endedAt,
    })
    .from(pastTeamMembers)
    .innerJoin(people, eq(people.id, pastTeamMembers.personId))
    .where(inArray(pastTeamMembers.teamId, teamIds))
    .orderBy(desc(pastTeamMembers.endedAt), asc(pastTeamMembers.id))
