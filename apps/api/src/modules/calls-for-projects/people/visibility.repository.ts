import { and, eq, inArray, not, or, sql, type SQL } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Db } from '../../../platform/db/connection.ts'
import { submissions } from '../submissions/submissions.table.ts'
import { heldBy } from './holders.repository.ts'
import { callReaders, namedReaders } from './submission-people.table.ts'

/** For queries on `submissions`: restricted ones that this person, or that of a column, was named for. */
export const namedFor = (personId: string | AnyPgColumn): SQL =>
  sql`(${submissions.callId} in (select ${callReaders.callId} from ${callReaders} where ${callReaders.personId} = ${personId}) or ${submissions.id} in (select ${namedReaders.submissionId} from ${namedReaders} where ${namedReaders.personId} = ${personId}))`

/**
 * For every query on `submissions` that shows more than a number: leaves out the restricted ones that this person neither
 * holds nor was named for. What their roles allow is not its business.
 */
export function visibleTo(personId: string | null): SQL {
  const open = eq(submissions.confidentiality, 'open')
  return personId ? or(open, heldBy(personId), namedFor(personId))! : open
}

/** By the call, or for this submission alone. */
export async function isNamed(db: Db, submission: { id: string }, personId: string): Promise<boolean> {
  return (await db.$count(submissions, and(eq(submissions.id, submission.id), namedFor(personId)))) > 0
}

/** Which of these submissions are restricted, and neither held by this person nor theirs to read. */
export async function listRestrictedAmong(
  db: Db,
  submissionIds: readonly string[],
  personId: string | null,
): Promise<string[]> {
  if (submissionIds.length === 0) return []
  const rows = await db
    .select({ id: submissions.id })
    .from(submissions)
    .where(and(inArray(submissions.id, [...submissionIds]), not(visibleTo(personId))))
  return rows.map(({ id }) => id)
}
