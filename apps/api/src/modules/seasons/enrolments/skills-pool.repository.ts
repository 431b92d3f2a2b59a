import { and, count, countDistinct, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { profileSkills } from '../../community/index.ts'
import { enrolments } from './enrolments.table.ts'

/** What the people who come, or ask to come, can bring: numbers only. */
export async function readSkillsPool(db: Db, seasonId: string) {
  const counted = and(
    eq(enrolments.seasonId, seasonId),
    inArray(enrolments.status, ['applied', 'waiting', 'offered', 'confirmed', 'checked_in']),
  )
  const owner = profileSkills.personId
  const [totals] = await db
    .select({ people: countDistinct(enrolments.personId), withSkills: countDistinct(owner) })
    .from(enrolments)
    .leftJoin(profileSkills, eq(owner, enrolments.personId))
    .where(counted)
  const skills = await db
    .select({ skill: profileSkills.skill, level: profileSkills.level, count: count() })
    .from(enrolments)
    .innerJoin(profileSkills, eq(owner, enrolments.personId))
    .where(counted)
    .groupBy(profileSkills.skill, profileSkills.level)
    .orderBy(profileSkills.skill, profileSkills.level)
  return { ...totals!, skills }
}
