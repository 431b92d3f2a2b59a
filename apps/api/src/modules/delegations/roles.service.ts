import type { Scope } from '../../platform/access/policy.rules.ts'
import { audit } from '../../platform/audit/audit.repository.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { deleteGrant, findGrant, lockGrants } from './roles.repository.ts'
import { assertMayManageRoles, assertNotLastKeeper } from './roles.rules.ts'

export async function takeRoleBack(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  grantId: string,
  scope: Scope,
): Promise<void> {
  await db.transaction(async (tx) => {
    const grant = await findGrant(tx, grantId)
    if (!grant) throw new AppError('not_found', 'This role was taken back already.')
    assertMayManageRoles(actor.grants, grant.scopeKind, scope)
    const holders = await lockGrants(tx, grant)
    const others = holders.filter(({ id }) => id !== grantId)
    if (others.length < holders.length) assertNotLastKeeper(actor.grants, grant, scope, others.length)
    if (!(await deleteGrant(tx, grantId))) throw new AppError('not_found', 'This role was taken back already.')
    await audit(
      { db: tx, actor },
      {
        action: 'role.taken_back',
        subject: ['person', grant.personId],
        delegationId: scope.delegationId ?? null,
        details: { role: grant.role },
      },
    )
  })
}
