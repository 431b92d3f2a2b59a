import { and, eq, sql } from 'drizzle-orm'
import type { ScopeKind } from '@essor/contracts'
import type { Db } from '../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type Page, type PageOf } from '../../platform/db/pages.ts'
import { auditLog } from '../../platform/audit/audit.table.ts'
import { people } from '../identity/index.ts'
import { delegations, invitations, sites } from './delegations.table.ts'

export type Delegation = typeof delegations.$inferSelect
export type Site = typeof sites.$inferSelect
export type Invitation = typeof invitations.$inferSelect

export async function insertDelegation(db: Db, draft: typeof delegations.$inferInsert): Promise<Delegation> {
  const [delegation] = await db.insert(delegations).values(draft).returning()
  return delegation!
}

export async function findDelegation(db: Db, id: string): Promise<Delegation | undefined> {
  const [delegation] = await db.select().from(delegations).where(eq(delegations.id, id))
  return delegation
}

/** Undefined when somebody changed it since that version was read. */
export async function updateDelegation(
  db: Db,
  id: string,
  version: number,
  change: Partial<typeof delegations.$inferInsert>,
): Promise<Delegation | undefined> {
  const [delegation] = await db
    .update(delegations)
    .set({ ...change, version: sql`${delegations.version} + 1` })
    .where(and(eq(delegations.id, id), eq(delegations.version, version)))
    .returning()
  return delegation
}

const byName: ListOrder = { by: delegations.name, id: delegations.id, direction: 'asc' }

export async function listDelegations(db: Db, page: PageOf): Promise<Page<Delegation>> {
  const rows = await db
    .select()
    .from(delegations)
    .where(afterCursor(byName, page))
    .orderBy(...inOrder(byName))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.name, row.id])
}

export async function insertSite(db: Db, site: typeof sites.$inferInsert): Promise<Site> {
  const [row] = await db.insert(sites).values(site).returning()
  return row!
}

/** A delegation has a handful of sites: this list is not paged. */
export async function listSites(db: Db, delegationId: string): Promise<Site[]> {
  return db.select().from(sites).where(eq(sites.delegationId, delegationId)).orderBy(sites.name, sites.id).limit(200)
}

export async function insertInvitation(db: Db, draft: typeof invitations.$inferInsert): Promise<Invitation> {
  const [invitation] = await db.insert(invitations).values(draft).returning()
  return invitation!
}

/** Holds the row, so that one invitation is never accepted twice. */
export async function lockInvitation(db: Db, tokenHash: string): Promise<Invitation | undefined> {
  const [invitation] = await db.select().from(invitations).where(eq(invitations.tokenHash, tokenHash)).for('update')
  return invitation
}

export async function findInvitation(db: Db, id: string): Promise<Invitation | undefined> {
  const [invitation] = await db.select().from(invitations).where(eq(invitations.id, id))
  return invitation
}

export async function markAccepted(db: Db, id: string, personId: string, at: Date): Promise<void> {
  await db.update(invitations).set({ acceptedAt: at, acceptedBy: personId }).where(eq(invitations.id, id))
}

/** False when it was accepted or revoked before. */
export async function revokeInvitation(db: Db, id: string, at: Date): Promise<boolean> {
  const open = and(eq(invitations.id, id), sql`${invitations.acceptedAt} is null and ${invitations.revokedAt} is null`)
  const revoked = await db.update(invitations).set({ revokedAt: at }).where(open).returning({ id: invitations.id })
  return revoked.length === 1
}

const newestInvitation: ListOrder = { by: invitations.createdAt, id: invitations.id, direction: 'desc' }

export async function listInvitations(
  db: Db,
  scopeKind: ScopeKind,
  scopeId: string,
  page: PageOf,
): Promise<Page<Invitation>> {
  const rows = await db
    .select()
    .from(invitations)
    .where(
      and(eq(invitations.scopeKind, scopeKind), eq(invitations.scopeId, scopeId), afterCursor(newestInvitation, page)),
    )
    .orderBy(...inOrder(newestInvitation))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.createdAt, row.id])
}

const newestEntry: ListOrder = { by: auditLog.at, id: auditLog.id, direction: 'desc' }

export async function listAudit(db: Db, delegationId: string, page: PageOf) {
  const rows = await db
    .select({
      id: auditLog.id,
      at: auditLog.at,
      actorId: auditLog.actorId,
      actorName: people.name,
      action: auditLog.action,
      subjectKind: auditLog.subjectKind,
      subjectId: auditLog.subjectId,
      details: auditLog.details,
    })
    .from(auditLog)
    .leftJoin(people, eq(people.id, auditLog.actorId))
    .where(and(eq(auditLog.delegationId, delegationId), afterCursor(newestEntry, page)))
    .orderBy(...inOrder(newestEntry))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.at, row.id])
}
