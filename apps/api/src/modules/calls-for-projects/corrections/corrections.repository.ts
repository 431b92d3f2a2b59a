import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { calls } from '../calls/calls.table.ts'
import { heldBy } from '../people/holders.repository.ts'
import { visibleTo } from '../people/visibility.repository.ts'
import { undecided } from '../submissions/submission.rules.ts'
import { submissions } from '../submissions/submissions.table.ts'
import { submissionCorrections } from './corrections.table.ts'

export type CorrectionRow = typeof submissionCorrections.$inferSelect

export async function insertCorrection(
  db: Db,
  draft: typeof submissionCorrections.$inferInsert,
): Promise<CorrectionRow> {
  const [row] = await db.insert(submissionCorrections).values(draft).returning()
  return row!
}

export async function updateCorrection(db: Db, id: string, change: Partial<CorrectionRow>): Promise<CorrectionRow> {
  const [row] = await db.update(submissionCorrections).set(change).where(eq(submissionCorrections.id, id)).returning()
  return row!
}

export async function findCorrection(db: Db, id: string): Promise<CorrectionRow | undefined> {
  const [row] = await db.select().from(submissionCorrections).where(eq(submissionCorrections.id, id))
  return row
}

export async function findAskedCorrection(db: Db, submissionId: string): Promise<CorrectionRow | undefined> {
  const [row] = await db
    .select()
    .from(submissionCorrections)
    .where(and(eq(submissionCorrections.submissionId, submissionId), eq(submissionCorrections.status, 'asked')))
  return row
}

/** Those of a submission that wait. The call is held. */
export async function countProposals(db: Db, submissionId: string): Promise<number> {
  return db.$count(
    submissionCorrections,
    and(eq(submissionCorrections.submissionId, submissionId), eq(submissionCorrections.status, 'proposed')),
  )
}

/** A submission has a handful of them, the first one first. */
export async function listCorrections(db: Db, submissionId: string): Promise<CorrectionRow[]> {
  return db
    .select()
    .from(submissionCorrections)
    .where(eq(submissionCorrections.submissionId, submissionId))
    .orderBy(asc(submissionCorrections.createdAt), asc(submissionCorrections.id))
}

/** Nobody is asked anything any more about files that were withdrawn or answered. */
export async function cancelCorrections(db: Db, submissionIds: readonly string[]): Promise<void> {
  await db
    .update(submissionCorrections)
    .set({ status: 'cancelled' })
    .where(
      and(
        inArray(submissionCorrections.submissionId, [...submissionIds]),
        inArray(submissionCorrections.status, ['asked', 'proposed']),
      ),
    )
}

const withFile = (db: Db) =>
  db
    .select({
      id: submissionCorrections.submissionId,
      title: submissions.title,
      seasonId: calls.seasonId,
      answerBy: submissionCorrections.answerBy,
    })
    .from(submissionCorrections)
    .innerJoin(submissions, eq(submissions.id, submissionCorrections.submissionId))
    .innerJoin(calls, eq(calls.id, submissions.callId))

/** What this person has to mend, and still may. */
export async function listCorrectionTasks(db: Db, personId: string, now: Date) {
  return withFile(db)
    .where(
      and(
        heldBy(personId),
        eq(submissionCorrections.status, 'asked'),
        sql`${submissionCorrections.answerBy} >= ${now}`,
      ),
    )
    .orderBy(submissionCorrections.answerBy, submissionCorrections.id)
    .limit(50)
}

/** Reviewers' proposals to look at, and corrections that nobody made in time, of the files that this person may see. */
export async function countCorrections(db: Db, seasonId: string, personId: string | null, now: Date) {
  const of = (status: CorrectionRow['status']) =>
    and(
      eq(submissionCorrections.status, status),
      inArray(
        submissionCorrections.submissionId,
        db
          .select({ id: submissions.id })
          .from(submissions)
          .innerJoin(calls, eq(calls.id, submissions.callId))
          .where(and(eq(calls.seasonId, seasonId), inArray(submissions.status, undecided), visibleTo(personId))),
      ),
    )
  return {
    proposed: await db.$count(submissionCorrections, of('proposed')),
    overdue: await db.$count(submissionCorrections, and(of('asked'), lt(submissionCorrections.answerBy, now))),
  }
}
