import { z } from 'zod'
import { Email } from './identity.ts'
import { Id, Instant, TimeZone, text } from './platform.ts'
import { Role, ScopeKind } from './roles.ts'

export const Slug = z
  .string()
  .min(2)
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Lower-case letters, digits and single hyphens.')

/** A local delegation: a solidarity office, an association, a social landlord, a school. `department` is the INSEE code. */
export const Delegation = z
  .object({
    id: Id,
    slug: Slug,
    name: z.string(),
    department: z.string().nullable(),
    timeZone: z.string(),
    version: z.number().int(),
    createdAt: Instant,
  })
  .meta({ id: 'Delegation' })

export const DelegationDraft = z
  .object({
    slug: Slug,
    name: text(120),
    department: z
      .string()
      .regex(/^(2[AB]|[0-9]{2}|97[1-6])$/, 'A département code, such as 80, 2A or 974.')
      .nullable(),
    timeZone: TimeZone,
  })
  .meta({ id: 'DelegationDraft' })

export const Site = z
  .object({ id: Id, delegationId: Id, name: z.string(), address: z.string(), capacity: z.number().int().nullable() })
  .meta({ id: 'Site' })

export const SiteDraft = z
  .object({ name: text(120), address: text(300, 0), capacity: z.number().int().min(1).max(100_000).nullable() })
  .meta({ id: 'SiteDraft' })

/** Someone's role, as those who manage roles see it. */
export const RoleGrant = z
  .object({
    id: Id,
    personId: Id,
    personName: z.string(),
    role: Role,
    scopeKind: ScopeKind,
    scopeId: Id.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'RoleGrant' })

export const Invitation = z
  .object({
    id: Id,
    email: z.string(),
    role: Role,
    scopeKind: ScopeKind,
    scopeId: Id.nullable(),
    expiresAt: Instant,
    acceptedAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'Invitation' })

export const InvitationDraft = z.object({ email: Email, role: Role }).meta({ id: 'InvitationDraft' })

export const InvitationToken = z.object({ token: z.string().min(1).max(200) }).meta({ id: 'InvitationToken' })

/** One line of the append-only audit log: who did what, when, to what. */
export const AuditEntry = z
  .object({
    id: Id,
    at: Instant,
    actorId: Id.nullable(),
    actorName: z.string().nullable(),
    action: z.string(),
    subjectKind: z.string(),
    subjectId: Id,
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' })
