import type { Actor, Deps } from '../deps.ts'
import { auditLog } from './audit.table.ts'

export interface AuditLine {
  action: string
  subject: [kind: string, id: string]
  delegationId?: string | null
  details?: Record<string, string | number | boolean | null>
  /** Where that is not who asked: what follows from their act by itself is done by nobody. */
  by?: Actor
}

type Auditing = Pick<Deps, 'db' | 'actor'>

/** Writes who did what, in the transaction of the change itself. `details` never holds personal data. */
export const audit = (deps: Auditing, line: AuditLine): Promise<void> => auditAll(deps, [line])

/** What was done to several things at once, in one statement. */
export async function auditAll({ db, actor }: Auditing, lines: readonly AuditLine[]): Promise<void> {
  if (lines.length === 0) return
  await db.insert(auditLog).values(
    lines.map((line) => ({
      actorId: (line.by ?? actor).personId,
      action: line.action,
      subjectKind: line.subject[0],
      subjectId: line.subject[1],
      delegationId: line.delegationId ?? null,
      details: line.details ?? {},
    })),
  )
}
