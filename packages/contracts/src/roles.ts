import { z } from 'zod'

/** Roles that someone can be given, each at one of the levels of `ScopeKind`. */
export const Role = z
  .enum(['network_admin', 'delegation_admin', 'organiser', 'facilitator', 'coach', 'mentor', 'reviewer', 'juror'])
  .meta({ id: 'Role' })
export type Role = z.output<typeof Role>

export const ScopeKind = z.enum(['network', 'delegation', 'season', 'team']).meta({ id: 'ScopeKind' })
export type ScopeKind = z.output<typeof ScopeKind>
