import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../platform/api.ts'

export type Delegation = Schema<'Delegation'>
export type RoleGrant = Schema<'RoleGrant'>
export type Invitation = Schema<'Invitation'>
export type Role = Schema<'Role'>

export const delegationQuery = defineQueryOptions((delegationId: string) => ({
  key: ['delegations', delegationId],
  query: ({ signal }) => api.get('/api/v1/delegations/{delegationId}', { path: { delegationId }, signal }),
}))

export const sitesQuery = defineQueryOptions((delegationId: string) => ({
  key: ['delegations', delegationId, 'sites'],
  query: ({ signal }) => api.get('/api/v1/delegations/{delegationId}/sites', { path: { delegationId }, signal }),
}))

/** Where a season happens and in which zone: all that its people page needs to know of it. */
export const seasonPlaceQuery = defineQueryOptions((seasonId: string) => ({
  key: ['people', 'season', seasonId, 'place'],
  query: ({ signal }) => api.get('/api/v1/seasons/{seasonId}', { path: { seasonId }, signal }),
}))
