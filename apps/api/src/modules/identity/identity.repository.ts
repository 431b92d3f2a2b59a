import { and, eq, inArray, isNotNull, lt } from 'drizzle-orm'
import type { Role, ScopeKind } from '@essor/contracts'
import type { Db } from '../../platform/db/connection.ts'
import { credentials, people, roleGrants, signIns, verifications } from './people.table.ts'

export type Person = typeof people.$inferSelect
export type GrantRow = typeof roleGrants.$inferSelect

export async function findPerson(db: Db, id: string): Promise<Person | undefined> {
  const [person] = await db.select().from(people).where(eq(people.id, id))
  return person
}

/** Finds or makes the account of this address; two at once give one account. */
export async function personByEmail(db: Db, email: string, name = ''): Promise<Person> {
  await db.insert(people).values({ email, name }).onConflictDoNothing()
  const [person] = await db.select().from(people).where(eq(people.email, email))
  return person!
}

export async function updatePerson(
  db: Db,
  id: string,
  change: { name?: string | undefined; locale?: 'fr' | 'en' | undefined },
): Promise<void> {
  await db
    .update(people)
    .set({ ...change, updatedAt: new Date() })
    .where(eq(people.id, id))
}

export async function hasPassword(db: Db, personId: string): Promise<boolean> {
  const found = await db
    .select({ id: credentials.id })
    .from(credentials)
    .where(and(eq(credentials.userId, personId), isNotNull(credentials.password)))
  return found.length > 0
}

export async function setPassword(db: Db, personId: string, hash: string): Promise<void> {
  const own = and(eq(credentials.userId, personId), eq(credentials.providerId, 'credential'))
  const changed = await db.update(credentials).set({ password: hash }).where(own).returning({ id: credentials.id })
  if (changed.length > 0) return
  await db
    .insert(credentials)
    .values({ userId: personId, accountId: personId, providerId: 'credential', password: hash })
}

export async function passwordHash(db: Db, personId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ password: credentials.password })
    .from(credentials)
    .where(and(eq(credentials.userId, personId), eq(credentials.providerId, 'credential')))
  return row?.password ?? undefined
}

/** After a change of password, whoever else is signed in with the old one is signed out. */
export async function endOtherSignIns(db: Db, personId: string, keepToken: string): Promise<void> {
  const rows = await db
    .select({ id: signIns.id, token: signIns.token })
    .from(signIns)
    .where(eq(signIns.userId, personId))
  const others = rows.filter((row) => row.token !== keepToken).map((row) => row.id)
  if (others.length > 0) await db.delete(signIns).where(inArray(signIns.id, others))
}

export async function listGrants(db: Db, personId: string): Promise<GrantRow[]> {
  return db
    .select()
    .from(roleGrants)
    .where(eq(roleGrants.personId, personId))
    .orderBy(roleGrants.createdAt, roleGrants.id)
}

/** Giving a role twice is giving it once. */
export async function giveRole(
  db: Db,
  grant: { personId: string; role: Role; scopeKind: ScopeKind; scopeId: string | null },
): Promise<void> {
  await db.insert(roleGrants).values(grant).onConflictDoNothing()
}

/** People with this role on this very scope, with what their colleagues may know of them. */
export async function listRoleHolders(
  db: Db,
  role: Role,
  scopeKind: ScopeKind,
  scopeId: string,
): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: people.id, name: people.name })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(and(eq(roleGrants.role, role), eq(roleGrants.scopeKind, scopeKind), eq(roleGrants.scopeId, scopeId)))
    .orderBy(people.name, people.id)
}

export async function forgetExpired(db: Db, now: Date): Promise<void> {
  await db.delete(signIns).where(lt(signIns.expiresAt, now))
  await db.delete(verifications).where(lt(verifications.expiresAt, now))
}
