import { and, eq, isNull } from 'drizzle-orm'
import type { Role, ScopeKind } from '@essor/contracts'
import type { GivenRole } from '../../platform/access/policy.rules.ts'
import type { Db } from '../../platform/db/connection.ts'
import { afterCursor, inOrder, pageOf, type ListOrder, type PageOf } from '../../platform/db/pages.ts'
import { people, roleGrants } from '../identity/index.ts'

const newestGrant: ListOrder = { by: roleGrants.createdAt, id: roleGrants.id, direction: 'desc' }

export async function listRoles(
  db: Db,
  scopeKind: ScopeKind,
  scopeId: string,
  page: PageOf & { role?: Role | undefined },
) {
  const rows = await db
    .select({
      id: roleGrants.id,
      personId: roleGrants.personId,
      personName: people.name,
      role: roleGrants.role,
      scopeKind: roleGrants.scopeKind,
      scopeId: roleGrants.scopeId,
      createdAt: roleGrants.createdAt,
    })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(
      and(
        eq(roleGrants.scopeKind, scopeKind),
        eq(roleGrants.scopeId, scopeId),
        page.role ? eq(roleGrants.role, page.role) : undefined,
        afterCursor(newestGrant, page),
      ),
    )
    .orderBy(...inOrder(newestGrant))
    .limit(page.limit + 1)
  return pageOf(rows, page, (row) => [row.createdAt, row.id])
}

export async function findGrant(db: Db, id: string) {
  const [grant] = await db.select().from(roleGrants).where(eq(roleGrants.id, id))
  return grant
}

/** Holds every grant of this role at this place, so that the last two cannot be taken back at once. */
export async function lockGrants(db: Db, { role, scopeKind, scopeId }: GivenRole): Promise<{ id: string }[]> {
  return db
    .select({ id: roleGrants.id })
    .from(roleGrants)
    .where(
      and(
        eq(roleGrants.role, role),
        eq(roleGrants.scopeKind, scopeKind),
        scopeId ? eq(roleGrants.scopeId, scopeId) : isNull(roleGrants.scopeId),
      ),
    )
    .orderBy(roleGrants.id)
    .for('update')
}

export async function deleteGrant(db: Db, id: string): Promise<boolean> {
  const gone = await db.delete(roleGrants).where(eq(roleGrants.id, id)).returning({ id: roleGrants.id })
  return gone.length === 1
}
