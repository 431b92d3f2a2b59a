import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'
import { seasons } from '../../seasons/index.ts'
import { calls } from '../calls/calls.table.ts'
import { heldBy } from '../people/holders.repository.ts'
import { visibleTo } from '../people/visibility.repository.ts'
import { submissions } from './submissions.table.ts'
import { undecided } from './submission.rules.ts'

export type Submission = typeof submissions.$inferSelect

export async function insertSubmission(db: Db, draft: typeof submissions.$inferInsert): Promise<Submission> {
  const [submission] = await db.insert(submissions).values(draft).returning()
  return submission!
}

/** How many drafts this person began in the call. Their row is held, so that two at once cannot both be the last. */
export async function countDrafts(db: Db, callId: string, holderId: string): Promise<number> {
  await db.select({ id: people.id }).from(people).where(eq(people.id, holderId)).for('no key update')
  return db.$count(
    submissions,
    and(eq(submissions.callId, callId), eq(submissions.holderId, holderId), eq(submissions.status, 'draft')),
  )
}

export async function findSubmission(db: Db, id: string): Promise<Submission | undefined> {
  const [submission] = await db.select().from(submissions).where(eq(submissions.id, id))
  return submission
}

export async function lockSubmission(db: Db, id: string): Promise<Submission | undefined> {
  const [submission] = await db.select().from(submissions).where(eq(submissions.id, id)).for('update')
  return submission
}

export async function updateSubmission(
  db: Db,
  id: string,
  change: Partial<typeof submissions.$inferInsert>,
): Promise<Submission> {
  const [submission] = await db
    .update(submissions)
    .set({ ...change, version: sql`${submissions.version} + 1` })
    .where(eq(submissions.id, id))
    .returning()
  return submission!
}

const withCall = (db: Db) =>
  db
    .select({
      submission: submissions,
      call: calls,
      seasonName: seasons.name,
      seasonSlug: seasons.slug,
      seasonStatus: seasons.status,
    })
    .from(submissions)
    .innerJoin(calls, eq(calls.id, submissions.callId))
    .innerJoin(seasons, eq(seasons.id, calls.seasonId))

export async function findSubmissionWithCall(db: Db, id: string) {
  const [found] = await withCall(db).where(eq(submissions.id, id))
  return found
}

const newest: ListOrder = { by: submissions.createdAt, id: submissions.id, direction: 'desc' }

export async function listOwnSubmissions(db: Db, personId: string, page: PageOf) {
  const rows = await withCall(db)
    .where(and(heldBy(personId), afterCursor(newest, page)))
    .orderBy(...inOrder(newest))
    .limit(page.limit + 1)
  return pageOf(rows, page, ({ submission }) => [submission.createdAt, submission.id])
}

const arrival: ListOrder = { by: submissions.submittedAt, id: submissions.id, direction: 'asc' }

/** All that a call has to answer, restricted ones included, with their holders: a call has some hundreds at most. */
export async function listUndecided(db: Db, callId: string) {
  return db
    .select({ submission: submissions, holderName: people.name, holderEmail: people.email })
    .from(submissions)
    .innerJoin(people, eq(people.id, submissions.holderId))
    .where(and(eq(submissions.callId, callId), inArray(submissions.status, undecided)))
    .orderBy(submissions.submittedAt, submissions.id)
    .for('update', { of: submissions })
}

export async function pageOfUndecided(db: Db, callId: string, personId: string | null, page: PageOf) {
  const rows = await db
    .select({ submission: submissions, holderName: people.name, holderEmail: people.email })
    .from(submissions)
    .innerJoin(people, eq(people.id, submissions.holderId))
    .where(
      and(
        eq(submissions.callId, callId),
        inArray(submissions.status, undecided),
        visibleTo(personId),
        afterCursor(arrival, page),
      ),
    )
    .orderBy(...inOrder(arrival))
    .limit(page.limit + 1)
  return pageOf(rows, page, ({ submission }) => [submission.submittedAt!, submission.id])
}
