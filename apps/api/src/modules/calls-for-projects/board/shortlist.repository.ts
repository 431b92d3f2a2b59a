import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { SubmissionStatus } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { submissions } from '../submissions/submissions.table.ts'

/** Held in one order, so that two who choose at once never wait for each other. */
export async function lockSubmissionsOf(db: Db, callId: string, ids: string[]) {
  return db
    .select({ id: submissions.id, status: submissions.status })
    .from(submissions)
    .where(and(eq(submissions.callId, callId), inArray(submissions.id, ids), isNotNull(submissions.submittedAt)))
    .orderBy(submissions.id)
    .for('update')
}

export async function setStatus(db: Db, ids: string[], status: SubmissionStatus): Promise<void> {
  await db
    .update(submissions)
    .set({ status, version: sql`${submissions.version} + 1` })
    .where(inArray(submissions.id, ids))
}
