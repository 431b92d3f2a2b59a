import { and, asc, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { visibleTo } from '../people/visibility.repository.ts'
import { undecided } from '../submissions/submission.rules.ts'
import { submissions } from '../submissions/submissions.table.ts'
import { conflictPins, declaredTies } from './committee.table.ts'

export type TieRow = typeof declaredTies.$inferSelect

export async function writePin(db: Db, pin: typeof conflictPins.$inferInsert): Promise<void> {
  const { stance, reason, pinnedBy } = pin
  await db
    .insert(conflictPins)
    .values(pin)
    .onConflictDoUpdate({
      target: [conflictPins.submissionId, conflictPins.reviewerId],
      set: { stance, reason, pinnedBy, createdAt: sql`now()` },
    })
}

export async function removePin(db: Db, submissionId: string, reviewerId: string): Promise<boolean> {
  const gone = await db
    .delete(conflictPins)
    .where(and(eq(conflictPins.submissionId, submissionId), eq(conflictPins.reviewerId, reviewerId)))
    .returning({ reviewerId: conflictPins.reviewerId })
  return gone.length === 1
}

/** Undefined where they declared the same before. */
export async function insertTie(db: Db, tie: typeof declaredTies.$inferInsert): Promise<TieRow | undefined> {
  const [row] = await db.insert(declaredTies).values(tie).onConflictDoNothing().returning()
  return row
}

export async function deleteTie(db: Db, id: string, callId: string, reviewerId: string): Promise<boolean> {
  const gone = await db
    .delete(declaredTies)
    .where(and(eq(declaredTies.id, id), eq(declaredTies.callId, callId), eq(declaredTies.reviewerId, reviewerId)))
    .returning({ id: declaredTies.id })
  return gone.length === 1
}

export async function countTies(db: Db, callId: string, reviewerId: string): Promise<number> {
  return db.$count(declaredTies, and(eq(declaredTies.callId, callId), eq(declaredTies.reviewerId, reviewerId)))
}

/** With the title of the file where this person may still read it. */
export async function listTies(db: Db, callId: string, reviewerId: string) {
  return db
    .select({
      id: declaredTies.id,
      submissionId: declaredTies.submissionId,
      title: sql<string | null>`case when ${visibleTo(reviewerId)} then ${submissions.title} end`,
      structure: declaredTies.structure,
      reason: declaredTies.reason,
      createdAt: declaredTies.createdAt,
    })
    .from(declaredTies)
    .leftJoin(submissions, eq(submissions.id, declaredTies.submissionId))
    .where(and(eq(declaredTies.callId, callId), eq(declaredTies.reviewerId, reviewerId)))
    .orderBy(asc(declaredTies.createdAt), asc(declaredTies.id))
}

/** The structures of the files that are in and open to all who review, by name; which file is whose is not said. */
export async function listStructures(db: Db, callId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ structure: submissions.structure })
    .from(submissions)
    .where(
      and(
        eq(submissions.callId, callId),
        inArray(submissions.status, undecided),
        isNotNull(submissions.submittedAt),
        eq(submissions.confidentiality, 'open'),
        ne(submissions.structure, ''),
      ),
    )
    .orderBy(submissions.structure)
    .limit(2000)
  return rows.map(({ structure }) => structure)
}
