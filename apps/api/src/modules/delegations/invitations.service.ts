import { createHash, randomBytes } from 'node:crypto'
import type { Role, ScopeKind } from '@essor/contracts'
import type { Scope } from '../../platform/access/policy.rules.ts'
import { audit } from '../../platform/audit/audit.repository.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { sendMail } from '../../platform/mail/mail.ts'
import { giveRole, personByEmail, updatePerson } from '../identity/index.ts'
import {
  insertInvitation,
  lockInvitation,
  markAccepted,
  revokeInvitation,
  type Invitation,
} from './delegations.repository.ts'
import { invitationMail } from './invitation.mail.ts'
import { assertInvitationOpen, invitationExpiry } from './invitation.rules.ts'
import { assertMayManageRoles, assertRoleFits } from './roles.rules.ts'

export interface InvitationTo {
  email: string
  role: Role
  scopeKind: ScopeKind
  scopeId: string
  delegationId: string
  /** What the role is for, as the mail names it. */
  placeName: string
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The answer is the same whether the address has an account or not. */
export async function invite(
  { db, jobs, actor, now, publicUrl }: Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>,
  { placeName, ...invitation }: InvitationTo,
): Promise<Invitation> {
  assertRoleFits(invitation.role, invitation.scopeKind)
  const token = randomBytes(32).toString('base64url')
  return db.transaction(async (tx) => {
    const row = await insertInvitation(tx, {
      ...invitation,
      tokenHash: hashOf(token),
      invitedBy: actor.personId,
      expiresAt: invitationExpiry(now()),
    })
    await audit(
      { db: tx, actor },
      {
        action: 'person.invited',
        subject: ['invitation', row.id],
        delegationId: row.delegationId,
        details: { role: row.role },
      },
    )
    await sendMail(
      { db: tx, jobs },
      invitationMail(row.email, row.role, placeName, `${publicUrl}/invitation#token=${token}`),
    )
    return row
  })
}

/** Whoever holds the token reads the mail of that address, so it also proves who they are. Answers the address to sign in. */
export async function acceptInvitation(
  { db, actor, now }: Pick<Deps, 'db' | 'actor' | 'now'>,
  token: string,
): Promise<string> {
  return db.transaction(async (tx) => {
    const invitation = await lockInvitation(tx, hashOf(token))
    if (!invitation)
      throw new AppError('invitation_not_open', 'This invitation is not known. Check that the link is whole.')
    assertInvitationOpen(invitation, now())
    const person = await personByEmail(tx, invitation.email)
    // Whoever holds the token has read the mail of this address.
    if (!person.emailVerified) await updatePerson(tx, person.id, { emailVerified: true }, now())
    await giveRole(tx, {
      personId: person.id,
      role: invitation.role,
      scopeKind: invitation.scopeKind,
      scopeId: invitation.scopeId,
    })
    await markAccepted(tx, invitation.id, person.id, now())
    await audit(
      { db: tx, actor: { ...actor, personId: person.id } },
      {
        action: 'invitation.accepted',
        subject: ['invitation', invitation.id],
        delegationId: invitation.delegationId,
        details: { role: invitation.role },
      },
    )
    return invitation.email
  })
}

export async function revoke(
  { db, actor, now }: Pick<Deps, 'db' | 'actor' | 'now'>,
  invitation: Invitation,
  scope: Scope,
): Promise<void> {
  assertMayManageRoles(actor.grants, invitation.scopeKind, scope)
  await db.transaction(async (tx) => {
    if (!(await revokeInvitation(tx, invitation.id, now()))) {
      throw new AppError('invitation_not_open', 'This invitation was used or taken back already.')
    }
    await audit(
      { db: tx, actor },
      { action: 'invitation.revoked', subject: ['invitation', invitation.id], delegationId: invitation.delegationId },
    )
  })
}
