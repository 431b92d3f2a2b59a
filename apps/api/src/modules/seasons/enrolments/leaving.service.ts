import type { Db } from '../../../platform/db/connection.ts'
import { deleteNeeds } from '../needs/needs.repository.ts'
import { withdrawPromises } from '../promises/promises.repository.ts'

/** Whoever leaves a season is bound by nothing, and what they needed is nobody's business any more. */
export async function clearWayOut(tx: Db, seasonId: string, personIds: readonly string[], at: Date): Promise<void> {
  await withdrawPromises(tx, seasonId, personIds, at)
  await deleteNeeds(tx, seasonId, personIds)
}
