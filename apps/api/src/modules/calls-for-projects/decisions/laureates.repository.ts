import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { calls } from '../calls/calls.table.ts'
import { submissions } from '../submissions/submissions.table.ts'

const byTitle: ListOrder = { by: submissions.title, id: submissions.id, direction: 'asc' }

/**
 * Accepted, and published: what is decided in private has no `accepted` status yet. What is restricted is never among them,
 * and what was turned down, withdrawn or not confirmed in time is no longer.
 */
export async function listLaureates(db: Db, of: { seasonId: string } | { callId: string }, page: PageOf) {
  const rows = await db
    .select({
      id: submissions.id,
      title: submissions.title,
      structure: submissions.structure,
      summary: submissions.summary,
    })
    .from(submissions)
    .innerJoin(calls, eq(calls.id, submissions.callId))
    .where(
      and(
        'seasonId' in of ? eq(calls.seasonId, of.seasonId) : eq(calls.id, of.callId),
        eq(calls.status, 'decided'),
        inArray(submissions.status, ['accepted', 'confirmed']),
        eq(submissions.confidentiality, 'open'),
        afterCursor(byTitle, page),
      ),
    )
    .orderBy(...inOrder(byTitle))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.title, row.id])
}
