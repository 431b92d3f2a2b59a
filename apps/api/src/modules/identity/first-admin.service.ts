import { audit } from '../../platform/audit/audit.repository.ts'
import type { Deps } from '../../platform/deps.ts'
import { giveRole, personByEmail } from './identity.repository.ts'

/** Someone has to be the first: whoever installs Essor names them. They sign in with a link sent to this address. */
export async function appointFirstAdmin({ db }: Pick<Deps, 'db'>, email: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { id } = await personByEmail(tx, email)
    if (!(await giveRole(tx, { personId: id, role: 'network_admin', scopeKind: 'network', scopeId: null }))) return
    await audit(
      { db: tx, actor: { personId: null, grants: [] } },
      { action: 'role.given', subject: ['person', id], details: { role: 'network_admin' } },
    )
  })
}
