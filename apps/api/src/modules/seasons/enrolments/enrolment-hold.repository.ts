import { and, eq } from 'drizzle-orm'
import type { EnrolmentStatus } from '@essor/contracts'
import type { Db } from '../../../platform/db/connection.ts'
import { enrolments } from './enrolments.table.ts'

/** Who left, or let the place that was held for them go, takes no part any more. */
export const goneStatuses: EnrolmentStatus[] = ['withdrawn', 'lapsed']

/** Whether someone takes part, and keeps it so until the transaction ends. */
export async function holdEnrolment(db: Db, seasonId: string, personId: string): Promise<boolean> {
  const rows = await db
    .select({ status: enrolments.status })
    .from(enrolments)
    .where(and(eq(enrolments.seasonId, seasonId), eq(enrolments.personId, personId)))
    .for('share')
  return rows.some(({ status }) => !goneStatuses.includes(status))
}
