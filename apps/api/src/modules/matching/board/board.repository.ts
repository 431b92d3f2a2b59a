import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { people } from '../../identity/index.ts'
import { enrolments } from '../../seasons/index.ts'
import { matchingRuns } from '../runs.table.ts'

/** A run without its problem and answer, which may be large. */
export async function findBoardRun(db: Db, id: string) {
  const { seasonId, status, draft, moves, version, publishedAt } = matchingRuns
  const [run] = await db
    .select({ seasonId, status, draft, moves, version, publishedAt })
    .from(matchingRuns)
    .where(eq(matchingRuns.id, id))
  return run
}

/** Whom the cards name. Someone who erased their account is not among them. */
export async function listBoardPeople(db: Db, seasonId: string, personIds: string[]) {
  if (personIds.length === 0) return []
  return db
    .select({
      id: people.id,
      name: people.name,
      origin: enrolments.origin,
      category: enrolments.category,
      siteId: enrolments.siteId,
    })
    .from(people)
    .leftJoin(enrolments, and(eq(enrolments.personId, people.id), eq(enrolments.seasonId, seasonId)))
    .where(inArray(people.id, personIds))
    .orderBy(asc(people.name), asc(people.id))
}
