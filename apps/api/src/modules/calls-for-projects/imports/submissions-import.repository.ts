import { and, eq, ne, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { people } from '../../identity/index.ts'
import { submissions } from '../submissions/submissions.table.ts'

/** Titles of what these people hold in the call already, drafts left aside. */
export async function listKnown(db: Db, callId: string, addresses: readonly string[]) {
  return db
    .select({ holderEmail: people.email, title: submissions.title })
    .from(submissions)
    .innerJoin(people, eq(people.id, submissions.holderId))
    .where(
      and(
        eq(submissions.callId, callId),
        ne(submissions.status, 'draft'),
        sql`${people.email} = any(${sql.param(addresses)}::text[])`,
      ),
    )
}

export async function insertSubmissions(db: Db, rows: (typeof submissions.$inferInsert)[]) {
  return db.insert(submissions).values(rows).returning({ id: submissions.id, holderId: submissions.holderId })
}
