import { and, asc, eq, exists, inArray, notExists, sql } from 'drizzle-orm'
import type { PersonCategory } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { profiles, profileSkills } from '../../community/index.ts'
import { people } from '../../identity/index.ts'
import { enrolments } from '../../seasons/index.ts'
import { notPlaced } from './offers.repository.ts'
import { teamInvitations } from './offers.table.ts'

export type Source = 'not_placed' | 'waiting_list' | 'network'

const byName: ListOrder = { by: people.name, id: people.id, direction: 'asc' }
const nobody = { enrolmentId: sql<string | null>`null::uuid`, category: sql<PersonCategory | null>`null::text` }

/** Enrolled in the season without a place in a team, or waiting for one in the season. */
export async function listEnrolledCandidates(
  db: Db,
  seasonId: string,
  source: Exclude<Source, 'network'>,
  page: PageOf,
) {
  const waiting = and(eq(enrolments.seasonId, seasonId), eq(enrolments.status, 'waiting'))
  const rows = await db
    .select({ personId: people.id, name: people.name, enrolmentId: enrolments.id, category: enrolments.category })
    .from(enrolments)
    .innerJoin(people, eq(people.id, enrolments.personId))
    .where(and(source === 'waiting_list' ? waiting : notPlaced(db, seasonId), afterCursor(byName, page)))
    .orderBy(...inOrder(byName))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.name, row.personId])
}

/** People of the network who agreed to be asked, can help from afar and have one of these skills; none named: any of those people. */
export async function listNetworkCandidates(db: Db, seasonId: string, skills: readonly string[], page: PageOf) {
  const rows = await db
    .select({ personId: people.id, name: people.name, ...nobody })
    .from(people)
    .innerJoin(profiles, eq(profiles.personId, people.id))
    .where(
      and(reachable(db, seasonId), skills.length > 0 ? hasOneOf(db, skills) : undefined, afterCursor(byName, page)),
    )
    .orderBy(...inOrder(byName))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.name, row.personId])
}

export async function isReachable(db: Db, seasonId: string, personId: string): Promise<boolean> {
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .innerJoin(profiles, eq(profiles.personId, people.id))
    .where(and(eq(people.id, personId), reachable(db, seasonId)))
  return rows.length > 0
}

const reachable = (db: Db, seasonId: string) =>
  and(
    eq(profiles.remote, true),
    eq(profiles.reachable, true),
    notExists(
      db
        .select({ one: sql`1` })
        .from(enrolments)
        .where(and(eq(enrolments.seasonId, seasonId), eq(enrolments.personId, people.id))),
    ),
  )

const hasOneOf = (db: Db, skills: readonly string[]) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(profileSkills)
      .where(and(eq(profileSkills.personId, people.id), inArray(profileSkills.skill, [...skills]))),
  )

export async function invitationsTo(db: Db, seasonId: string, personIds: readonly string[]) {
  const rows = await db
    .select({ personId: teamInvitations.personId, status: teamInvitations.status })
    .from(teamInvitations)
    .where(and(eq(teamInvitations.seasonId, seasonId), inArray(teamInvitations.personId, [...personIds])))
    .orderBy(asc(teamInvitations.createdAt))
  return new Map(rows.map(({ personId, status }) => [personId, status]))
}
