import { eq, sql } from 'drizzle-orm'
import { delegations } from '../modules/delegations/index.ts'
import { giveRole, people, personByEmail } from '../modules/identity/index.ts'
import type { Db } from '../platform/db/connection.ts'
import { mails } from '../platform/mail/mails.table.ts'
import { demoDelegation } from './opac-amiens-2018/people.ts'

/** Two processes that start at once: one loads, the other waits and then finds it loaded. */
export async function lockDemo(db: Db): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('essor.demo'))`)
}

export async function isDemoLoaded(db: Db): Promise<boolean> {
  const found = await db
    .select({ id: delegations.id })
    .from(delegations)
    .where(eq(delegations.slug, demoDelegation.slug))
  return found.length > 0
}

export async function makeNetworkAdmin(db: Db, email: string): Promise<void> {
  const { id } = await personByEmail(db, email)
  await giveRole(db, { personId: id, role: 'network_admin', scopeKind: 'network', scopeId: null })
}

/** Everyone of the demo is invented, and their data says so. */
export async function markSynthetic(db: Db): Promise<void> {
  await db
    .update(people)
    .set({ synthetic: true })
    .where(sql`${people.email} like '%@exemple.essor'`)
}

/** Invented people get no mail. */
export async function forgetDemoMails(db: Db): Promise<void> {
  await db.delete(mails).where(sql`${mails.toAddress} like '%@exemple.essor'`)
}
