import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/connection.ts'
import { profiles, profileSkills } from './profiles.table.ts'

export type ProfileRow = typeof profiles.$inferSelect
export type PersonSkill = typeof profileSkills.$inferSelect

export async function findProfile(db: Db, personId: string): Promise<ProfileRow | undefined> {
  const [profile] = await db.select().from(profiles).where(eq(profiles.personId, personId))
  return profile
}

/** A choice that is not said stays as it was. */
type ProfileWrite = Omit<ProfileRow, 'reachable'> & { reachable: boolean | undefined }

/** Undefined when it was written since that version was read; version 0 is a profile that was never written. */
export async function writeProfile(
  db: Db,
  { personId, version, presentation, remote, reachable }: ProfileWrite,
): Promise<ProfileRow | undefined> {
  const [profile] =
    version === 0
      ? await db
          .insert(profiles)
          .values({ personId, presentation, remote, reachable: reachable ?? false })
          .onConflictDoNothing()
          .returning()
      : await db
          .update(profiles)
          .set({
            presentation,
            remote,
            ...(reachable !== undefined && { reachable }),
            version: sql`${profiles.version} + 1`,
          })
          .where(and(eq(profiles.personId, personId), eq(profiles.version, version)))
          .returning()
  return profile
}

export async function replaceSkills(
  db: Db,
  personId: string,
  skills: readonly { skill: string; level: number }[],
): Promise<void> {
  await db.delete(profileSkills).where(eq(profileSkills.personId, personId))
  if (skills.length > 0)
    await db.insert(profileSkills).values(skills.map(({ skill, level }) => ({ personId, skill, level })))
}

/** What these people can bring, by person and then by skill. */
export async function listSkillsOf(db: Db, personIds: readonly string[]): Promise<PersonSkill[]> {
  if (personIds.length === 0) return []
  return db
    .select()
    .from(profileSkills)
    .where(inArray(profileSkills.personId, [...personIds]))
    .orderBy(profileSkills.personId, profileSkills.skill)
}
