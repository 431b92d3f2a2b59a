import { and, desc, eq, lt, ne } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'
import { mails } from './mails.table.ts'

export type Mail = typeof mails.$inferSelect

export async function insertMails(
  db: Db,
  rows: { toAddress: string; subject: string; text: string }[],
): Promise<{ id: string }[]> {
  return db.insert(mails).values(rows).returning({ id: mails.id })
}

/** Holds the row, so that two workers never send one mail at once. */
export async function lockQueuedMail(db: Db, id: string): Promise<Mail | undefined> {
  const [mail] = await db
    .select()
    .from(mails)
    .where(and(eq(mails.id, id), eq(mails.status, 'queued')))
    .for('update', { skipLocked: true })
  return mail
}

/** The words are erased: once delivered, they are the receiver's. */
export async function markSent(db: Db, id: string, sentAt: Date): Promise<void> {
  await db.update(mails).set({ status: 'sent', sentAt, text: '' }).where(eq(mails.id, id))
}

export async function markKept(db: Db, id: string, sentAt: Date): Promise<void> {
  await db.update(mails).set({ status: 'kept', sentAt }).where(eq(mails.id, id))
}

export async function listKeptMails(db: Db): Promise<Mail[]> {
  return db
    .select()
    .from(mails)
    .where(ne(mails.status, 'sent'))
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(100)
}

export async function eraseMailsBefore(db: Db, before: Date): Promise<void> {
  await db.delete(mails).where(lt(mails.createdAt, before))
}
