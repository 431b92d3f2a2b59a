import type { Db } from '../../platform/db/connection.ts'
import type { PageOf } from '../../platform/db/pages.ts'
import type { Deps } from '../../platform/deps.ts'
import { listAudit } from './delegations.repository.ts'

/** Which of these submissions this person may not hear of; a later module knows. */
export type Withheld = (db: Db, submissionIds: readonly string[], personId: string | null) => Promise<string[]>

/** Who did what. Of a submission that the one asking may not see, only that something was done stands here, not by whom. */
export async function readAudit(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  withheld: Withheld,
  delegationId: string,
  page: PageOf,
) {
  const { items, nextCursor } = await listAudit(db, delegationId, page)
  const ofSubmissions = items.filter(({ subjectKind }) => subjectKind === 'submission')
  const hidden = new Set(
    await withheld(db, [...new Set(ofSubmissions.map(({ subjectId }) => subjectId))], actor.personId),
  )
  return {
    items: items.map((row) =>
      hidden.has(row.subjectId) ? { ...row, actorId: null, actorName: null, details: {} } : row,
    ),
    nextCursor,
  }
}
