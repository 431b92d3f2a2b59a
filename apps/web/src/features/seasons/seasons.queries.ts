import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../platform/api.ts'
import type { Grant } from '../../platform/session.ts'

export type PublicSeason = Schema<'PublicSeason'>
export type SeasonDetails = Schema<'SeasonDetails'>
export type Phase = Schema<'Phase'>
export type SeasonSession = Schema<'SessionDetails'>
export type OwnEnrolment = Schema<'OwnEnrolment'>
export type EnrolmentStatus = Schema<'EnrolmentStatus'>

export const publicSeasonQuery = defineQueryOptions((slug: string) => ({
  key: ['public-season', slug],
  query: ({ signal }: { signal: AbortSignal }) => api.get('/api/v1/public/seasons/{slug}', { path: { slug }, signal }),
}))

export const myEnrolmentsQuery = defineQueryOptions({
  key: ['my-enrolments'],
  query: ({ signal }) => api.get('/api/v1/me/enrolments', { query: { limit: 100 }, signal }),
})

export const organisedSeasonsQuery = defineQueryOptions({
  key: ['organised-seasons'],
  query: ({ signal }) => api.get('/api/v1/me/seasons', { query: { limit: 100 }, signal }),
})

export const seasonQuery = defineQueryOptions((seasonId: string) => ({
  key: ['season', seasonId, 'details'],
  query: ({ signal }: { signal: AbortSignal }) => api.get('/api/v1/seasons/{seasonId}', { path: { seasonId }, signal }),
}))

export type EnrolmentFilter = {
  status?: string | undefined
  category?: string | undefined
  siteId?: string | undefined
  name?: string | undefined
  cursor?: string | undefined
}

export const enrolmentsQuery = defineQueryOptions(
  ({ seasonId, ...filter }: { seasonId: string } & EnrolmentFilter) => ({
    key: ['season', seasonId, 'enrolments', filter],
    query: ({ signal }: { signal: AbortSignal }) =>
      api.get('/api/v1/seasons/{seasonId}/enrolments', { path: { seasonId }, query: filter, signal }),
  }),
)

const managing: readonly Grant['role'][] = ['network_admin', 'delegation_admin', 'organiser']

/** The delegations where this person may prepare a season. */
export const managedDelegationsQuery = defineQueryOptions((grants: readonly Grant[]) => ({
  key: ['managed-delegations', ...grants.map(({ id }) => id)],
  query: async ({ signal }: { signal: AbortSignal }): Promise<Schema<'Delegation'>[]> => {
    const held = grants.filter(({ role }) => managing.includes(role))
    if (held.some(({ scopeKind }) => scopeKind === 'network'))
      return (await api.get('/api/v1/delegations', { query: { limit: 100 }, signal })).items
    const ids = new Set(
      held.flatMap(({ scopeKind, scopeId }) => (scopeKind === 'delegation' && scopeId ? scopeId : [])),
    )
    return Promise.all(
      [...ids].map((delegationId) => api.get('/api/v1/delegations/{delegationId}', { path: { delegationId }, signal })),
    )
  },
}))
