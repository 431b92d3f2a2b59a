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
  .meta({
    id: 'Delegation',
    examples: [
      {
        id: '0199f3a0-9f00-7a1b-8d33-6e5f4a3b2c1d',
        slug: 'somme',
        name: 'Somme',
        department: '80',
        timeZone: 'Europe/Paris',
        version: 1,
        createdAt: '2026-03-02T09:00:00.000Z',
      },
    ],
  })

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
  .meta({
    id: 'DelegationDraft',
    examples: [{ slug: 'somme', name: 'Somme', department: '80', timeZone: 'Europe/Paris' }],
  })

export const Site = z
  .object({ id: Id, delegationId: Id, name: z.string(), address: z.string(), capacity: z.number().int().nullable() })
  .meta({
    id: 'Site',
    examples: [
      {
        id: '0199f3a2-1c3d-7e4f-8a50-223344556677',
        delegationId: '0199f3a0-9f00-7a1b-8d33-6e5f4a3b2c1d',
        name: 'Maison des associations',
        address: '12 rue Frédéric-Petit, Amiens',
        capacity: 80,
      },
    ],
  })

export const SiteDraft = z
  .object({ name: text(120), address: text(300, 0), capacity: z.number().int().min(1).max(100_000).nullable() })
  .meta({
    id: 'SiteDraft',
    examples: [{ name: 'Maison des associations', address: '12 rue Frédéric-Petit, Amiens', capacity: 80 }],
  })

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
  .meta({
    id: 'RoleGrant',
    examples: [
      {
        id: '0199f3a0-8e11-7b0a-8c22-5d4e3f2a1b0c',
        personId: '0199f3a0-7d2c-7c51-9a43-3f6c1b2d4e5f',
        personName: 'Amélie Martin',
        role: 'organiser',
        scopeKind: 'delegation',
        scopeId: '0199f3a0-9f00-7a1b-8d33-6e5f4a3b2c1d',
        createdAt: '2026-03-02T09:00:00.000Z',
      },
    ],
  })

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
  .meta({
    id: 'Invitation',
    examples: [
      {
        id: '0199f3a3-2d4e-7f50-8b61-334455667788',
        email: 'karim.benali@example.org',
        role: 'organiser',
        scopeKind: 'delegation',
        scopeId: '0199f3a0-9f00-7a1b-8d33-6e5f4a3b2c1d',
        expiresAt: '2026-03-16T09:00:00.000Z',
        acceptedAt: null,
        revokedAt: null,
      },
    ],
  })

export const InvitationDraft = z
  .object({ email: Email, role: Role })
  .meta({ id: 'InvitationDraft', examples: [{ email: 'karim.benali@example.org', role: 'organiser' }] })

export const InvitationToken = z
  .object({ token: z.string().min(1).max(200) })
  .meta({ id: 'InvitationToken', examples: [{ token: 'Zr0mX3dYw5bT8nQ1kLh6vJ2sPg9cFa4eUi7oRtKyWzM' }] })

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
  .meta({
    id: 'AuditEntry',
    examples: [
      {
        id: '0199f3a4-3e5f-7061-8c72-445566778899',
        at: '2026-03-02T09:00:00.000Z',
        actorId: '0199f3a0-7d2c-7c51-9a43-3f6c1b2d4e5f',
        actorName: 'Amélie Martin',
        action: 'person.invited',
        subjectKind: 'invitation',
        subjectId: '0199f3a3-2d4e-7f50-8b61-334455667788',
        details: { role: 'organiser' },
      },
    ],
  })
