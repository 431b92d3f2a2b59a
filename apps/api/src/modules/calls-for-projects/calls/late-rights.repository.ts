import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { people } from '../../identity/index.ts'
import { calls } from './calls.table.ts'
import { callCodeUses, callExtensions } from './late-rights.table.ts'
import { noRights, type PersonRights } from './writing.rules.ts'

export async function findRights(db: Db, callId: string, personId: string): Promise<PersonRights> {
  return (await listRights(db, [callId], personId)).get(callId) ?? noRights
}

/** What this person was given, for each of these calls. */
export async function listRights(
  db: Db,
  callIds: readonly string[],
  personId: string,
): Promise<Map<string, PersonRights>> {
  if (callIds.length === 0) return new Map()
  const rows = await db
    .select({ callId: calls.id, codeUntil: callCodeUses.until, extendedUntil: callExtensions.until })
    .from(calls)
    .leftJoin(callCodeUses, and(eq(callCodeUses.callId, calls.id), eq(callCodeUses.personId, personId)))
    .leftJoin(people, eq(people.id, personId))
    .leftJoin(callExtensions, and(eq(callExtensions.callId, calls.id), eq(callExtensions.email, people.email)))
    .where(inArray(calls.id, [...callIds]))
  return new Map(rows.map(({ callId, ...rights }) => [callId, rights]))
}
