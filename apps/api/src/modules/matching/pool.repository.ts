import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../platform/db/pages.ts'
import { projects } from '../calls-for-projects/index.ts'
import { profileSkills } from '../community/index.ts'
import { people } from '../identity/index.ts'
import { enrolments } from '../seasons/index.ts'

export type Project = typeof projects.$inferSelect

/** In the order in which they were accepted. */
export async function listProjects(db: Db, seasonId: string): Promise<Project[]> {
  return db
    .select()
    .from(projects)
    .where(eq(projects.seasonId, seasonId))
    .orderBy(asc(projects.createdAt), asc(projects.id))
}

const oldest: ListOrder = { by: projects.createdAt, id: projects.id, direction: 'asc' }

export async function pageOfProjects(db: Db, seasonId: string, page: PageOf) {
  const rows = await db
    .select()
    .from(projects)
    .where(and(eq(projects.seasonId, seasonId), afterCursor(oldest, page)))
    .orderBy(...inOrder(oldest))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.createdAt, row.id])
}

export interface HeldSkill {
  skill: string
  level: number
}

export async function skillsOf(db: Db, personIds: string[]): Promise<Map<string, HeldSkill[]>> {
  const found = new Map<string, HeldSkill[]>(personIds.map((id) => [id, []]))
  if (personIds.length === 0) return found
  const rows = await db
    .select({ personId: profileSkills.personId, skill: profileSkills.skill, level: profileSkills.level })
    .from(profileSkills)
    .where(inArray(profileSkills.personId, personIds))
    .orderBy(asc(profileSkills.skill))
  for (const { personId, ...held } of rows) found.get(personId)?.push(held)
  return found
}

/** Those of a past run, with whether they still come. Someone who erased their account is not among them. */
export async function listRunPeople(db: Db, seasonId: string, personIds: string[]) {
  if (personIds.length === 0) return []
  return db
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      origin: enrolments.origin,
      category: enrolments.category,
      status: enrolments.status,
    })
    .from(people)
    .leftJoin(enrolments, and(eq(enrolments.personId, people.id), eq(enrolments.seasonId, seasonId)))
    .where(inArray(people.id, personIds))
    .orderBy(asc(people.name), asc(people.id))
}
