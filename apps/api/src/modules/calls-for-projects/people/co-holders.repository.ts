import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Db } from '../../../platform/db/connection.ts'
import { submissions } from '../submissions/submissions.table.ts'
import { coHolderInvitations, coHolders } from './submission-people.table.ts'

export type CoHolderInvitation = typeof coHolderInvitations.$inferSelect

export async function insertInvitation(
  db: Db,
  draft: typeof coHolderInvitations.$inferInsert,
): Promise<CoHolderInvitation> {
  const [row] = await db.insert(coHolderInvitations).values(draft).returning()
  return row!
}

export async function findInvitation(db: Db, id: string): Promise<CoHolderInvitation | undefined> {
  const [row] = await db.select().from(coHolderInvitations).where(eq(coHolderInvitations.id, id))
  return row
}

export async function findInvitationByToken(db: Db, tokenHash: string): Promise<CoHolderInvitation | undefined> {
  const [row] = await db.select().from(coHolderInvitations).where(eq(coHolderInvitations.tokenHash, tokenHash))
  return row
}

const isOpen = and(isNull(coHolderInvitations.acceptedAt), isNull(coHolderInvitations.revokedAt))

export async function listOpenInvitations(db: Db, submissionId: string, now: Date): Promise<CoHolderInvitation[]> {
  return db
    .select()
    .from(coHolderInvitations)
    .where(and(eq(coHolderInvitations.submissionId, submissionId), isOpen, gt(coHolderInvitations.expiresAt, now)))
    .orderBy(asc(coHolderInvitations.createdAt), asc(coHolderInvitations.id))
}

/** All that ever were, open or not. */
export async function countInvitations(db: Db, submissionId: string): Promise<number> {
  return db.$count(coHolderInvitations, eq(coHolderInvitations.submissionId, submissionId))
}

/** False where it is open no more: of several at once, one takes it. */
export async function closeInvitation(
  db: Db,
  id: string,
  how: { acceptedAt: Date } | { revokedAt: Date },
): Promise<boolean> {
  const closed = await db
    .update(coHolderInvitations)
    .set(how)
    .where(and(eq(coHolderInvitations.id, id), isOpen))
    .returning({ id: coHolderInvitations.id })
  return closed.length === 1
}

export async function addCoHolder(db: Db, submissionId: string, personId: string, createdAt: Date): Promise<void> {
  await db.insert(coHolders).values({ submissionId, personId, createdAt }).onConflictDoNothing()
}

/** False where this person is none of its co-holders. */
export async function removeCoHolder(db: Db, submissionId: string, personId: string): Promise<boolean> {
  const gone = await db
    .delete(coHolders)
    .where(and(eq(coHolders.submissionId, submissionId), eq(coHolders.personId, personId)))
    .returning({ personId: coHolders.personId })
  return gone.length === 1
}

/** Without a new version: who is writing the file at this moment goes on undisturbed. */
export async function setFirstHolder(db: Db, submissionId: string, personId: string): Promise<void> {
  await db.update(submissions).set({ holderId: personId }).where(eq(submissions.id, submissionId))
}
