import { EnrolmentHistoryLine } from '@essor/contracts'
import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { auditLog } from '../../../platform/audit/audit.table.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../../platform/db/pages.ts'
import { people } from '../../identity/index.ts'

const newest: ListOrder = { by: auditLog.at, id: auditLog.id, direction: 'desc' }

const prefix = 'enrolment.'
const Act = EnrolmentHistoryLine.shape.act

/** Who moved this enrolment and when, the latest first. */
export async function listEnrolmentHistory(db: Db, enrolmentId: string, page: PageOf) {
  const rows = await db
    .select({ id: auditLog.id, at: auditLog.at, action: auditLog.action, by: people.name })
    .from(auditLog)
    .leftJoin(people, eq(people.id, auditLog.actorId))
    .where(
      and(
        eq(auditLog.subjectId, enrolmentId),
        inArray(
          auditLog.action,
          Act.options.map((act) => `${prefix}${act}`),
        ),
        afterCursor(newest, page),
      ),
    )
    .orderBy(...inOrder(newest))
    .limit(page.limit + 1)
  return pageOf(
    rows.map((row) => ({ ...row, act: Act.parse(row.action.slice(prefix.length)) })),
    page,
    (row) => [row.at, row.id],
  )
}
