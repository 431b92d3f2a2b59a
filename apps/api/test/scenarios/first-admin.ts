import { admin } from '../../src/demo/opac-amiens-2018/people.ts'
import { giveRole, personByEmail } from '../../src/modules/identity/index.ts'
import type { Db } from '../../src/platform/db/connection.ts'

/** The one thing that HTTP cannot do: the first admin of a network comes from its configuration. */
export async function insertNetworkAdmin(db: Db): Promise<void> {
  const { id } = await personByEmail(db, admin.email)
  await giveRole(db, { personId: id, role: 'network_admin', scopeKind: 'network', scopeId: null })
}
