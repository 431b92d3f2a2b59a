import { AppError } from '../../platform/errors.ts'

const day = 24 * 60 * 60 * 1000
export const invitationDays = 14

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
