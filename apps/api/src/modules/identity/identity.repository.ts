import { and, eq, inArray, isNotNull, lt, ne, sql } from 'drizzle-orm'
import type { Role, ScopeKind } from '@essor/contracts'
import { z } from 'zod'
import type { Db } from '../../platform/db/connection.ts'
import { deleteKeysOver } from './keys/api-keys.repository.ts'
import { credentials, people, roleGrants, signIns, verifications } from './people.table.ts'

const day = 24 * 60 * 60 * 1000

const LinkRecord = z.object({ email: z.string() })

export type Person = typeof people.$inferSelect
export type GrantRow = typeof roleGrants.$inferSelect

export async function findPerson(db: Db, id: string): Promise<Person | undefined> {
  const [person] = await db.select().from(people).where(eq(people.id, id))
  return person
}

export async function findPeople(db: Db, ids: readonly string[]): Promise<Person[]> {
  return db
    .select()
    .from(people)
    .where(inArray(people.id, [...ids]))
}

/** Finds or makes the account of this address; two at once give one account. */
export async function personByEmail(db: Db, email: string): Promise<Person> {
  await db.insert(people).values({ email, name: '' }).onConflictDoNothing()
  const [person] = await db.select().from(people).where(eq(people.email, email))
  return person!
}

/**
 * Finds or makes the accounts of these addresses, in one statement; a name is given only to those who have none.
 * Always in the same order, so that two who do this at once wait for each other rather than for ever.
 */
export async function peopleByEmail(
  db: Db,
  given: readonly { email: string; name: string }[],
): Promise<{ id: string; email: string }[]> {
  const sorted = given.toSorted((a, b) => (a.email < b.email ? -1 : 1))
  const { rows } = await db.execute<{ id: string; email: string }>(sql`
    insert into ${people} (email, name)
    select email, name from jsonb_to_recordset(${JSON.stringify(sorted)}::jsonb) as given (email text, name text)
    on conflict (email) do update set
      name = case when ${people.name} = '' then excluded.name else ${people.name} end
    returning ${people.id}, ${people.email}`)
  return rows
}

/** The account of an address that has just been proved, made where there is none. */
export async function makeProvenPerson(db: Db, email: string): Promise<void> {
  await db.insert(people).values({ email, name: '', emailVerified: true }).onConflictDoNothing()
}

/** The address that an unused link was sent to. */
export async function addressOfLink(db: Db, identifier: string): Promise<string | undefined> {
  const [link] = await db
    .select({ value: verifications.value })
    .from(verifications)
    .where(eq(verifications.identifier, identifier))
  return link && LinkRecord.parse(JSON.parse(link.value)).email
}

export async function updatePerson(
  db: Db,
  id: string,
  change: Partial<Pick<Person, 'name' | 'locale' | 'emailVerified'>>,
  at: Date,
): Promise<void> {
  await db
    .update(people)
    .set({ ...change, updatedAt: at })
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
  await db
    .insert(credentials)
    .values({ userId: personId, accountId: personId, providerId: 'credential', password: hash })
    .onConflictDoUpdate({ target: [credentials.userId, credentials.providerId], set: { password: hash } })
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
  await db.delete(signIns).where(and(eq(signIns.userId, personId), ne(signIns.token, keepToken)))
}

export async function listGrants(db: Db, personId: string): Promise<GrantRow[]> {
  return db
    .select()
    .from(roleGrants)
    .where(eq(roleGrants.personId, personId))
    .orderBy(roleGrants.createdAt, roleGrants.id)
}

/** Giving a role twice is giving it once; false when it was given before. */
export async function giveRole(
  db: Db,
  grant: { personId: string; role: Role; scopeKind: ScopeKind; scopeId: string | null },
): Promise<boolean> {
  const given = await db.insert(roleGrants).values(grant).onConflictDoNothing().returning({ id: roleGrants.id })
  return given.length === 1
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
  // Shown as expired for a while, so that its person learns why a program no longer gets in.
  await deleteKeysOver(db, new Date(now.getTime() - 30 * day))
}
