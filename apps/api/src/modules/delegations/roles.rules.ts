import type { Role, ScopeKind } from '@essor/contracts'
import { allows, type GivenRole, type Permission, type Scope } from '../../platform/access/policy.rules.ts'
import { AppError } from '../../platform/errors.ts'

interface Level {
  /** Roles that can be given here. What a role may do is in the access policy. */
  roles: readonly Role[]
  /** Who may give them, and take them and their invitations back. */
  givenBy: Permission
  /** Holders of this role keep the place going; the last of them leaves only with the consent of the level above. */
  keeper: Role | null
  above: Permission | null
}

const levels: Record<ScopeKind, Level> = {
  network: { roles: ['network_admin'], givenBy: 'network.manage', keeper: 'network_admin', above: null },
  delegation: {
    roles: ['delegation_admin', 'organiser'],
    givenBy: 'roles.manage',
    keeper: 'delegation_admin',
    above: 'network.manage',
  },
  season: {
    roles: ['organiser', 'facilitator', 'coach', 'mentor', 'reviewer', 'juror'],
    givenBy: 'season.manage',
    keeper: 'organiser',
    above: 'roles.manage',
  },
  team: { roles: ['facilitator', 'coach', 'mentor'], givenBy: 'season.manage', keeper: null, above: null },
}

export function assertRoleFits(role: Role, scopeKind: ScopeKind): void {
  const { roles } = levels[scopeKind]
  if (roles.includes(role)) return
  throw new AppError('invalid_input', `This role cannot be given for a ${scopeKind}.`, [
    { path: 'role', message: `Choose one of: ${roles.join(', ')}.`, code: 'role_scope' },
  ])
}

export function assertMayManageRoles(grants: readonly GivenRole[], scopeKind: ScopeKind, scope: Scope): void {
  if (allows(grants, levels[scopeKind].givenBy, scope)) return
  throw new AppError('forbidden', `Your roles do not allow you to decide about roles of a ${scopeKind}.`)
}

/** Without this, two clicks could leave a delegation, or the whole network, with nobody who can give a role. */
export function assertNotLastKeeper(
  grants: readonly GivenRole[],
  { role, scopeKind }: GivenRole,
  scope: Scope,
  othersInRole: number,
): void {
  const { keeper, above } = levels[scopeKind]
  if (role !== keeper || othersInRole > 0) return
  if (above && allows(grants, above, scope)) return
  throw new AppError('last_manager', 'Nobody else has this role here. Give it to someone first.')
}
