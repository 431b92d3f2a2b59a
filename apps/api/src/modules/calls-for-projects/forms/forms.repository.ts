import type { Answers } from '@essor/contracts'
import { and, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { submissions } from '../submissions/submissions.table.ts'
import { answerFiles, callForms } from './forms.table.ts'

export type StoredForm = typeof callForms.$inferSelect

/** The newest that is published: what new files follow. */
export async function findPublishedForm(db: Db, callId: string): Promise<StoredForm | undefined> {
  const [form] = await db
    .select()
    .from(callForms)
    .where(and(eq(callForms.callId, callId), isNotNull(callForms.publishedAt)))
    .orderBy(desc(callForms.version))
    .limit(1)
  return form
}

export async function findFormDraft(db: Db, callId: string): Promise<StoredForm | undefined> {
  const [form] = await db
    .select()
    .from(callForms)
    .where(and(eq(callForms.callId, callId), isNull(callForms.publishedAt)))
  return form
}

export async function findFormVersion(db: Db, callId: string, version: number): Promise<StoredForm | undefined> {
  const [form] = await db
    .select()
    .from(callForms)
    .where(and(eq(callForms.callId, callId), eq(callForms.version, version)))
  return form
}

export async function insertFormDraft(db: Db, draft: typeof callForms.$inferInsert): Promise<void> {
  await db.insert(callForms).values(draft)
}

/** Only what is not published changes. */
export async function updateFormDraft(
  db: Db,
  id: string,
  change: Partial<Pick<StoredForm, 'sections' | 'revision' | 'publishedAt'>>,
): Promise<void> {
  await db
    .update(callForms)
    .set(change)
    .where(and(eq(callForms.id, id), isNull(callForms.publishedAt)))
}

const newestVersion: ListOrder = { by: callForms.version, id: callForms.id, direction: 'desc' }

/** Newest first, each with the questions of the one before it and with how many files follow it. */
export async function listFormVersions(db: Db, callId: string, page: PageOf) {
  const published = await db
    .select()
    .from(callForms)
    .where(and(eq(callForms.callId, callId), isNotNull(callForms.publishedAt), afterCursor(newestVersion, page)))
    .orderBy(...inOrder(newestVersion))
    .limit(page.limit + 1)
  const counts = await db
    .select({ version: submissions.formVersion, files: sql<number>`count(*)::int` })
    .from(submissions)
    .where(
      and(
        eq(submissions.callId, callId),
        inArray(
          submissions.formVersion,
          published.map(({ version }) => version),
        ),
      ),
    )
    .groupBy(submissions.formVersion)
  const filesOf = new Map(counts.map(({ version, files }) => [version, files]))
  const rows = published.map((form, at) => ({
    form,
    before: published[at + 1]?.sections ?? [],
    files: filesOf.get(form.version) ?? 0,
  }))
  return pageOf(rows, page, ({ form }) => [form.version, form.id])
}

const isBehind = (callId: string, version: number) =>
  and(
    eq(submissions.callId, callId),
    eq(submissions.status, 'draft'),
    sql`${submissions.formVersion} is distinct from ${version}`,
  )

export async function countDraftsBehind(db: Db, callId: string, version: number): Promise<number> {
  return db.$count(submissions, isBehind(callId, version))
}

export async function listHoldersBehind(db: Db, callId: string, version: number): Promise<string[]> {
  const rows = await db
    .selectDistinct({ holderId: submissions.holderId })
    .from(submissions)
    .where(isBehind(callId, version))
  return rows.map(({ holderId }) => holderId)
}

export async function findAnswerFile(db: Db, submissionId: string, questionId: string) {
  const [row] = await db
    .select()
    .from(answerFiles)
    .where(and(eq(answerFiles.submissionId, submissionId), eq(answerFiles.questionId, questionId)))
  return row
}

export async function insertAnswerFile(db: Db, file: typeof answerFiles.$inferInsert): Promise<{ id: string }> {
  const [row] = await db.insert(answerFiles).values(file).returning({ id: answerFiles.id })
  return row!
}

/** Gives the files whose bytes may go. */
export async function deleteAnswerFiles(db: Db, submissionId: string, questionIds: readonly string[]) {
  if (questionIds.length === 0) return []
  const gone = await db
    .delete(answerFiles)
    .where(and(eq(answerFiles.submissionId, submissionId), inArray(answerFiles.questionId, [...questionIds])))
    .returning({ fileId: answerFiles.fileId })
  return gone.map(({ fileId }) => fileId)
}

/**
 * A file comes and goes beside what is being typed: the version stays, so that the words of whoever is writing are not
 * refused for it.
 */
export async function setAnswers(db: Db, submissionId: string, answers: Answers): Promise<void> {
  await db.update(submissions).set({ answers }).where(eq(submissions.id, submissionId))
}
