import { and, eq, inArray, max, or, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { people } from '../../identity/index.ts'
import { coHolders } from '../people/submission-people.table.ts'
import { submissions } from '../submissions/submissions.table.ts'
import { calls } from './calls.table.ts'
import { callCodeUses, callExtensions } from './late-rights.table.ts'
import { noRights, type PersonRights } from './writing.rules.ts'

/** What this person was given for this call, before they hold anything. */
export async function findRights(db: Db, callId: string, personId: string): Promise<PersonRights> {
  const [rights] = await db
    .select({ codeUntil: callCodeUses.until, extendedUntil: callExtensions.until })
    .from(calls)
    .leftJoin(callCodeUses, and(eq(callCodeUses.callId, calls.id), eq(callCodeUses.personId, personId)))
    .leftJoin(people, eq(people.id, personId))
    .leftJoin(callExtensions, and(eq(callExtensions.callId, calls.id), eq(callExtensions.email, people.email)))
    .where(eq(calls.id, callId))
  return rights ?? noRights
}

/** What one of the holders of a file was given counts for all of them. */
export async function findFileRights(db: Db, submissionId: string): Promise<PersonRights> {
  return (await listFileRights(db, [submissionId])).get(submissionId) ?? noRights
}

export async function listFileRights(db: Db, submissionIds: readonly string[]): Promise<Map<string, PersonRights>> {
  if (submissionIds.length === 0) return new Map()
  const rows = await db
    .select({
      id: submissions.id,
      codeUntil: max(callCodeUses.until),
      extendedUntil: max(callExtensions.until),
    })
    .from(submissions)
    .leftJoin(coHolders, eq(coHolders.submissionId, submissions.id))
    .innerJoin(people, or(eq(people.id, submissions.holderId), eq(people.id, coHolders.personId)))
    .leftJoin(callCodeUses, and(eq(callCodeUses.callId, submissions.callId), eq(callCodeUses.personId, people.id)))
    .leftJoin(
      callExtensions,
      and(eq(callExtensions.callId, submissions.callId), eq(callExtensions.email, people.email)),
    )
    .where(inArray(submissions.id, [...submissionIds]))
    .groupBy(submissions.id)
  return new Map(rows.map(({ id, ...rights }) => [id, rights]))
}

const holders = sql`(select ${submissions.holderId} union all select ${coHolders.personId} from ${coHolders} where ${coHolders.submissionId} = ${submissions.id})`

/** For queries on `submissions`: the last moment that a code or an extension gives to one of the holders; null without any. */
export const lastFileRight = sql`greatest(
  (select max(${callCodeUses.until}) from ${callCodeUses} where ${callCodeUses.callId} = ${submissions.callId} and ${callCodeUses.personId} in ${holders}),
  (select max(${callExtensions.until}) from ${callExtensions} where ${callExtensions.callId} = ${submissions.callId}
    and ${callExtensions.email} in (select ${people.email} from ${people} where ${people.id} in ${holders})))`
