import type { Db } from '../../../platform/db/connection.ts'
import { tellAll } from '../../../platform/realtime/live.ts'
import { listHoldersOf } from './call-holders.repository.ts'

/** What the call allows them changed. */
export async function tellHoldersOf(db: Db, callId: string, holders: readonly { personId: string }[]): Promise<void> {
  const topics = new Set(holders.map(({ personId }) => `person:${personId}` as const))
  await tellAll(db, [...topics], 'call.changed', callId)
}

/** Somebody may write longer, or no longer: with them, whoever holds a file together with them. */
export async function tellWithWhom(db: Db, callId: string, personId: string): Promise<void> {
  const holders = await listHoldersOf(db, callId)
  const files = new Set(holders.flatMap((one) => (one.personId === personId ? one.submissionId : [])))
  await tellHoldersOf(db, callId, [{ personId }, ...holders.filter(({ submissionId }) => files.has(submissionId))])
}
