import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Db } from '../../../platform/db/connection.ts'
import { people } from '../../identity/index.ts'
import { coHolders } from '../people/submission-people.table.ts'
import { undecided } from '../submissions/submission.rules.ts'
import { submissions } from '../submissions/submissions.table.ts'
import { callCodeUses, callExtensions } from './late-rights.table.ts'

export type CallHolder = Awaited<ReturnType<typeof listHoldersOf>>[number]

/** Everyone who holds a draft or an unanswered file of this call, once for each file, with what gives its holders more time. */
export async function listHoldersOf(db: Db, callId: string) {
  const held = unionAll(
    db
      .select({ submissionId: submissions.id, status: submissions.status, personId: submissions.holderId })
      .from(submissions)
      .where(and(eq(submissions.callId, callId), inArray(submissions.status, ['draft', ...undecided]))),
    db
      .select({ submissionId: submissions.id, status: submissions.status, personId: coHolders.personId })
      .from(submissions)
      .innerJoin(coHolders, eq(coHolders.submissionId, submissions.id))
      .where(and(eq(submissions.callId, callId), inArray(submissions.status, ['draft', ...undecided]))),
  ).as('held')
  const ofFile = (until: typeof callCodeUses.until | typeof callExtensions.until) =>
    sql<Date | null>`max(${until}) over (partition by ${held.submissionId})`.mapWith(until)
  return db
    .select({
      submissionId: held.submissionId,
      status: held.status,
      personId: held.personId,
      email: people.email,
      codeUntil: ofFile(callCodeUses.until),
      extendedUntil: ofFile(callExtensions.until),
    })
    .from(held)
    .innerJoin(people, eq(people.id, held.personId))
    .leftJoin(callCodeUses, and(eq(callCodeUses.callId, callId), eq(callCodeUses.personId, people.id)))
    .leftJoin(callExtensions, and(eq(callExtensions.callId, callId), eq(callExtensions.email, people.email)))
    .orderBy(people.email, held.submissionId)
}

/** Who came late for a deadline that no longer holds came in time. */
export async function forgetLateMarks(db: Db, callId: string): Promise<void> {
  await db
    .update(submissions)
    .set({ late: null })
    .where(and(eq(submissions.callId, callId), isNotNull(submissions.late)))
}
