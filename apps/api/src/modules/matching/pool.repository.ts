import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../platform/db/connection.ts'
import { projects } from '../calls-for-projects/index.ts'
import { listSkillsOf } from '../community/index.ts'
import { people } from '../identity/index.ts'
import { enrolments } from '../seasons/index.ts'

export type Project = typeof projects.$inferSelect

/** All of them, in the order in which they were accepted. */
export async function listAllProjects(db: Db, seasonId: string): Promise<Project[]> {
  return db
    .select()
    .from(projects)
    .where(eq(projects.seasonId, seasonId))
    .orderBy(asc(projects.createdAt), asc(projects.id))
}

interface HeldSkill {
  skill: string
  level: number
}

export async function skillsOf(db: Db, personIds: string[]): Promise<Map<string, HeldSkill[]>> {
  const found = new Map<string, HeldSkill[]>(personIds.map((id) => [id, []]))
  for (const { personId, skill, level } of await listSkillsOf(db, personIds))
    found.get(personId)?.push({ skill, level })
  return found
}

/** How many a run would be about, without reading them. */
export async function countPool(db: Db, seasonId: string): Promise<{ people: number; projects: number }> {
  const coming = and(eq(enrolments.seasonId, seasonId), inArray(enrolments.status, ['confirmed', 'checked_in']))
  return {
    people: await db.$count(enrolments, coming),
    projects: await db.$count(projects, eq(projects.seasonId, seasonId)),
  }
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
