import type { Db } from '../../../platform/db/connection.ts'
import { tellEach } from '../../../platform/realtime/live.ts'
import { listHolders } from './holders.repository.ts'

/** Tells everyone who holds these submissions that they changed. */
export async function tellHolders(db: Db, submissionIds: readonly string[]): Promise<void> {
  const holders = await listHolders(db, submissionIds)
  await tellEach(
    db,
    holders.map(({ personId, submissionId }) => ({
      topic: `person:${personId}` as const,
      type: 'submission.changed',
      id: submissionId,
    })),
  )
}
