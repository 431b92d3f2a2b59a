import { and, asc, count, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { callForms } from '../forms/forms.table.ts'
import { reviews, submissions } from '../submissions/submissions.table.ts'

const arrival: ListOrder = { by: submissions.submittedAt, id: submissions.id, direction: 'asc' }

/** What came in; what is restricted leaves in no file. */
export async function listForExport(db: Db, callId: string, page: PageOf) {
  const rows = await db
    .select()
    .from(submissions)
    .where(
      and(
        eq(submissions.callId, callId),
        isNotNull(submissions.submittedAt),
        eq(submissions.confidentiality, 'open'),
        afterCursor(arrival, page),
      ),
    )
    .orderBy(...inOrder(arrival))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.submittedAt!, row.id])
}

/** Reviews that are done, with who wrote them. */
export async function listDoneReviews(db: Db, submissionIds: string[]) {
  if (submissionIds.length === 0) return []
  const rows = await db
    .select({ review: reviews, reviewerName: people.name })
    .from(reviews)
    .innerJoin(people, eq(people.id, reviews.reviewerId))
    .where(and(inArray(reviews.submissionId, submissionIds), eq(reviews.status, 'done')))
    .orderBy(asc(reviews.createdAt), asc(reviews.id))
  return rows.map(({ review, reviewerName }) => ({ ...review, reviewerName }))
}

export async function countMostReviews(db: Db, callId: string): Promise<number> {
  const [most] = await db
    .select({ count: count() })
    .from(reviews)
    .innerJoin(submissions, eq(submissions.id, reviews.submissionId))
    .where(and(eq(submissions.callId, callId), eq(submissions.confidentiality, 'open'), eq(reviews.status, 'done')))
    .groupBy(reviews.submissionId)
    .orderBy(desc(count()))
    .limit(1)
  return most?.count ?? 0
}

/** Every version of the call's form, the latest first. */
export async function listFormSections(db: Db, callId: string) {
  return db
    .select({ version: callForms.version, sections: callForms.sections })
    .from(callForms)
    .where(and(eq(callForms.callId, callId), isNotNull(callForms.publishedAt)))
    .orderBy(desc(callForms.version))
}
