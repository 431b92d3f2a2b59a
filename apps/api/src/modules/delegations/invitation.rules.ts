import type { Role, ScopeKind } from '@essor/contracts'
import { AppError } from '../../platform/errors.ts'

const day = 24 * 60 * 60 * 1000
export const invitationDays = 14

/** Which roles can be given at each level. What a role may do is in the access policy. */
const rolesAt: Record<ScopeKind, readonly Role[]> = {
  network: ['network_admin'],
  delegation: ['delegation_admin', 'organiser'],
  season: ['organiser', 'facilitator', 'coach', 'mentor', 'reviewer', 'juror'],
  team: ['facilitator', 'coach', 'mentor'],
}

export function assertRoleFits(role: Role, scopeKind: ScopeKind): void {
  if (rolesAt[scopeKind].includes(role)) return
  throw new AppError('invalid_input', `This role cannot be given for a ${scopeKind}.`, [
    { path: 'role', message: `Choose one of: ${rolesAt[scopeKind].join(', ')}.`, code: 'role_scope' },
  ])
}

export const invitationExpiry = (now: Date): Date => new Date(now.getTime() + invitationDays * day)

interface InvitationState {
  expiresAt: Date
  acceptedAt: Date | null
  revokedAt: Date | null
}

export function assertInvitationOpen(invitation: InvitationState, now: Date): void {
  if (invitation.acceptedAt)
    throw new AppError('invitation_not_open', 'This invitation was used already. Sign in as usual.')
  if (invitation.revokedAt)
    throw new AppError('invitation_not_open', 'This invitation was taken back. Ask whoever invited you.')
  if (invitation.expiresAt <= now)
    throw new AppError('invitation_not_open', 'This invitation has expired. Ask for a new one.')
}
