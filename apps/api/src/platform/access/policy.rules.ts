import type { Role, ScopeKind } from '@essor/contracts'

/**
 * Who may do what, in one table. A role is either given (a grant) or follows from what a person is to the thing at hand
 * (a relation): the holder of this submission, a member of this team.
 */
export type Relation =
  | 'self'
  | 'holder'
  | 'enrolled'
  | 'comes'
  | 'member'
  | 'assigned_reviewer'
  | 'named_reader'
  | 'host'
  | 'claimer'
  | 'team_mate'
  | 'recorder'

export const permissions = {
  'network.manage': ['network_admin'],
  'delegation.manage': ['network_admin', 'delegation_admin'],
  'delegation.read': ['network_admin', 'delegation_admin', 'organiser'],
  'roles.manage': ['network_admin', 'delegation_admin'],
  'audit.read': ['network_admin', 'delegation_admin'],
  'season.manage': ['network_admin', 'delegation_admin', 'organiser'],
  'season.read': [
    'network_admin',
    'delegation_admin',
    'organiser',
    'facilitator',
    'coach',
    'mentor',
    'reviewer',
    'juror',
    'enrolled',
    'member',
  ],
  'session.register': ['comes'],
  'budget.read': ['network_admin', 'delegation_admin', 'organiser'],
  'budget.manage': ['network_admin', 'delegation_admin', 'organiser'],
  'tally.manage': ['network_admin', 'delegation_admin', 'organiser'],
  'enrolment.manage': ['network_admin', 'delegation_admin', 'organiser'],
  'enrolment.own': ['self'],
  'promise.make': ['enrolled'],
  'promise.own': ['self'],
  'promise.manage': ['network_admin', 'delegation_admin', 'organiser'],
  'given_time.record': ['network_admin', 'delegation_admin', 'organiser', 'self', 'team_mate'],
  'given_time.read': ['network_admin', 'delegation_admin', 'organiser', 'self'],
  'given_time.own': ['self'],
  'given_time.remove': ['recorder'],
  'team.time': ['network_admin', 'delegation_admin', 'organiser', 'member'],
  'needs.own': ['enrolled'],
  'needs.read': ['delegation_admin', 'organiser'],
  'door.keep': ['network_admin', 'delegation_admin', 'organiser', 'facilitator'],
  'call.manage': ['network_admin', 'delegation_admin', 'organiser'],
  'submission.read': ['network_admin', 'delegation_admin', 'organiser', 'holder', 'assigned_reviewer', 'named_reader'],
  'submission.write': ['holder'],
  'submission.confidential': ['network_admin', 'delegation_admin', 'organiser', 'reviewer'],
  'review.assigned': ['reviewer'],
  'review.read': ['network_admin', 'delegation_admin', 'organiser', 'assigned_reviewer'],
  'review.write': ['assigned_reviewer'],
  'review.manage': ['network_admin', 'delegation_admin', 'organiser'],
  'interview.offer': ['network_admin', 'delegation_admin', 'organiser', 'reviewer'],
  'interview.remove': ['network_admin', 'delegation_admin', 'organiser', 'host'],
  'decision.manage': ['network_admin', 'delegation_admin', 'organiser'],
  'matching.manage': ['network_admin', 'delegation_admin', 'organiser'],
  'preferences.write': ['enrolled'],
  'team.read': ['network_admin', 'delegation_admin', 'organiser', 'facilitator', 'coach', 'mentor', 'member'],
  'mentoring.manage': ['network_admin', 'delegation_admin', 'organiser'],
  'help.ask': ['member'],
  'help.read': ['network_admin', 'delegation_admin', 'organiser', 'facilitator', 'coach', 'mentor', 'member'],
  'help.claim': ['organiser', 'facilitator', 'coach', 'mentor'],
  'help.answer': ['claimer'],
  'help.release': ['network_admin', 'delegation_admin', 'organiser', 'claimer'],
  'help.write': ['network_admin', 'delegation_admin', 'organiser', 'member', 'claimer'],
  'help.close': ['network_admin', 'delegation_admin', 'organiser', 'member'],
  'mentor.fields': ['coach', 'mentor'],
  'judging.manage': ['network_admin', 'delegation_admin', 'organiser'],
  'judging.read': ['network_admin', 'delegation_admin', 'organiser', 'juror'],
  'scorecard.write': ['juror'],
} as const satisfies Record<string, readonly (Role | Relation)[]>

export type Permission = keyof typeof permissions

export interface GivenRole {
  role: Role
  scopeKind: ScopeKind
  scopeId: string | null
}

/** Where a thing stands, and what the person asking is to it. */
export interface Scope {
  delegationId?: string | undefined
  seasonId?: string | undefined
  teamId?: string | undefined
  relations?: Relation[]
}

/** The one decision that every route's access goes through. */
export function allows(grants: readonly GivenRole[], permission: Permission, scope: Scope): boolean {
  const roles: readonly (Role | Relation)[] = permissions[permission]
  return (
    grants.some((grant) => roles.includes(grant.role) && covers(grant, scope)) ||
    (scope.relations ?? []).some((relation) => roles.includes(relation))
  )
}

/** Where someone's roles carry a permission, for lists of all that they may manage. */
export interface Reach {
  everywhere: boolean
  delegationIds: string[]
  seasonIds: string[]
}

export function reachOf(grants: readonly GivenRole[], permission: Permission): Reach {
  const roles: readonly (Role | Relation)[] = permissions[permission]
  const carrying = grants.filter(({ role }) => roles.includes(role))
  const at = (kind: ScopeKind) =>
    carrying.filter(({ scopeKind }) => scopeKind === kind).flatMap(({ scopeId }) => scopeId ?? [])
  return {
    everywhere: carrying.some(({ scopeKind }) => scopeKind === 'network'),
    delegationIds: at('delegation'),
    seasonIds: at('season'),
  }
}

function covers(grant: GivenRole, scope: Scope): boolean {
  switch (grant.scopeKind) {
    case 'network':
      return true
    case 'delegation':
      return grant.scopeId !== null && grant.scopeId === scope.delegationId
    case 'season':
      return grant.scopeId !== null && grant.scopeId === scope.seasonId
    case 'team':
      return grant.scopeId !== null && grant.scopeId === scope.teamId
  }
}
