import { and, eq, lt } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'
import { idempotencyKeys } from './idempotency.table.ts'

interface Claim {
  personId: string
  key: string
  request: string
}

const ofClaim = ({ personId, key }: Claim) => and(eq(idempotencyKeys.personId, personId), eq(idempotencyKeys.key, key))

/** True for the first; a second one waits for the first's transaction to end, then gets false. */
export async function claimKey(db: Db, claim: Claim): Promise<boolean> {
  const claimed = await db
    .insert(idempotencyKeys)
    .values(claim)
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  return claimed.length === 1
}

export async function findAnswer(db: Db, claim: Claim): Promise<{ request: string; answer: string } | undefined> {
  const [kept] = await db.select().from(idempotencyKeys).where(ofClaim(claim))
  return kept?.answer == null ? undefined : { request: kept.request, answer: kept.answer }
}

export async function keepAnswer(db: Db, claim: Claim, answer: string): Promise<void> {
  await db.update(idempotencyKeys).set({ answer }).where(ofClaim(claim))
}

export async function forgetKeysBefore(db: Db, before: Date): Promise<void> {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, before))
}
