import { and, eq, ne, or, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { people } from '../../identity/index.ts'
import { coHolders } from '../people/submission-people.table.ts'
import { visibleTo } from '../people/visibility.repository.ts'
import { submissions } from '../submissions/submissions.table.ts'

/** Came in through an import: whoever sends the same file again knows of it, restricted since or not. */
const imported = sql`(${submissions.submittedBy} <> ${submissions.holderId} and not exists (
  select 1 from ${coHolders} where ${coHolders.submissionId} = ${submissions.id} and ${coHolders.personId} = ${submissions.submittedBy}))`

/** Titles of what these people hold in the call already, of what the one asking may know; drafts left aside. */
export async function listKnown(db: Db, callId: string, addresses: readonly string[], personId: string | null) {
  return db
    .select({ holderEmail: people.email, title: submissions.title })
    .from(submissions)
    .innerJoin(people, eq(people.id, submissions.holderId))
    .where(
      and(
        eq(submissions.callId, callId),
        ne(submissions.status, 'draft'),
        or(visibleTo(personId), imported),
        sql`${people.email} = any(${sql.param(addresses)}::text[])`,
      ),
    )
}

export async function insertSubmissions(db: Db, rows: (typeof submissions.$inferInsert)[]) {
  return db.insert(submissions).values(rows).returning({ id: submissions.id, holderId: submissions.holderId })
}
