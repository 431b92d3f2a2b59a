import { and, asc, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { people } from '../../identity/index.ts'
import { submissions } from '../submissions/submissions.table.ts'
import { coHolders } from './submission-people.table.ts'

interface Held {
  id: string
  holderId: string
}

/** One of those who hold a submission; `isFirst` for the one whom the file belongs to, who began it or was handed it. */
export interface Holder {
  submissionId: string
  personId: string
  name: string
  email: string
  isFirst: boolean
}

/** Did this person begin the submission, or do they hold it together with whoever did? */
export async function isHolder(db: Db, submission: Held, personId: string | null): Promise<boolean> {
  if (!personId) return false
  if (submission.holderId === personId) return true
  return (
    (await db.$count(coHolders, and(eq(coHolders.submissionId, submission.id), eq(coHolders.personId, personId)))) > 0
  )
}

/** Everyone who holds these submissions, the first holder of each before the others. */
export async function listHolders(db: Db, submissionIds: readonly string[]): Promise<Holder[]> {
  if (submissionIds.length === 0) return []
  const isFirst = sql<boolean>`${submissions.holderId} = ${people.id}`
  return db
    .select({
      submissionId: submissions.id,
      personId: people.id,
      name: people.name,
      email: people.email,
      isFirst,
    })
    .from(submissions)
    .leftJoin(coHolders, eq(coHolders.submissionId, submissions.id))
    .innerJoin(people, or(eq(people.id, submissions.holderId), eq(people.id, coHolders.personId)))
    .where(inArray(submissions.id, [...submissionIds]))
    .groupBy(submissions.id, people.id)
    .orderBy(asc(submissions.id), sql`${isFirst} desc`, asc(people.name), asc(people.id))
}

/** The people of `listHolders` by the submission that they hold. */
export function bySubmission(holders: readonly Holder[]): (submissionId: string) => Holder[] {
  const found = Map.groupBy(holders, ({ submissionId }) => submissionId)
  return (submissionId) => found.get(submissionId) ?? []
}

/** For queries on `submissions`: those that this person holds, alone or with others. */
export const heldBy = (personId: string): SQL =>
  sql`${submissions.id} in (select held.id from ${submissions} held where held.holder_id = ${personId} union all select ${coHolders.submissionId} from ${coHolders} where ${coHolders.personId} = ${personId})`
