import type { Invitation } from './delegations.queries.ts'

export type InvitationState = 'open' | 'accepted' | 'revoked' | 'expired'

export function stateOf({ acceptedAt, revokedAt, expiresAt }: Invitation, now = new Date()): InvitationState {
  if (acceptedAt) return 'accepted'
  if (revokedAt) return 'revoked'
  return new Date(expiresAt) <= now ? 'expired' : 'open'
}
