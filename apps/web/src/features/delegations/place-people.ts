import { api } from '../../platform/api.ts'
import type { Role } from './delegations.queries.ts'

/** Where roles are given. */
export type Place = { kind: 'delegation' | 'season'; id: string }
type Ask = { cursor: string | undefined; signal: AbortSignal }

export const rolesAt: Record<Place['kind'], readonly Role[]> = {
  delegation: ['organiser', 'delegation_admin'],
  season: ['reviewer', 'coach', 'mentor', 'juror', 'facilitator', 'organiser'],
}

export const peopleKey = ({ kind, id }: Place) => ['people', kind, id]

export const readRoles = ({ kind, id }: Place, role: Role | undefined, { cursor, signal }: Ask) =>
  kind === 'season'
    ? api.get('/api/v1/seasons/{seasonId}/roles', { path: { seasonId: id }, query: { role, cursor }, signal })
    : api.get('/api/v1/delegations/{delegationId}/roles', {
        path: { delegationId: id },
        query: { role, cursor },
        signal,
      })

export const readInvitations = ({ kind, id }: Place, { cursor, signal }: Ask) =>
  kind === 'season'
    ? api.get('/api/v1/seasons/{seasonId}/invitations', { path: { seasonId: id }, query: { cursor }, signal })
    : api.get('/api/v1/delegations/{delegationId}/invitations', {
        path: { delegationId: id },
        query: { cursor },
        signal,
      })

export const invite = ({ kind, id }: Place, draft: { email: string; role: Role }, idempotencyKey: string) =>
  kind === 'season'
    ? api.post('/api/v1/seasons/{seasonId}/invitations', draft, { path: { seasonId: id }, idempotencyKey })
    : api.post('/api/v1/delegations/{delegationId}/invitations', draft, { path: { delegationId: id }, idempotencyKey })
