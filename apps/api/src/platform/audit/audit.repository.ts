import type { Deps } from '../deps.ts'
import { auditLog } from './audit.table.ts'

export interface AuditLine {
  action: string
  subject: [kind: string, id: string]
  delegationId?: string | null
  details?: Record<string, string | number | boolean | null>
}

/** Writes who did what, in the transaction of the change itself. `details` never holds personal data. */
export async function audit({ db, actor }: Pick<Deps, 'db' | 'actor'>, line: AuditLine): Promise<void> {
  await db.insert(auditLog).values({
    actorId: actor.personId,
    action: line.action,
    subjectKind: line.subject[0],
    subjectId: line.subject[1],
    delegationId: line.delegationId ?? null,
    details: line.details ?? {},
  })
}
