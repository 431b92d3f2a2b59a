import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { matchingKey } from '../matching.queries.ts'

export type OwnPlace = Schema<'OwnPlace'>
export type OwnTeamInvitation = Schema<'OwnTeamInvitation'>
export type TeamOffers = Schema<'TeamOffers'>
export type TeamRepairDetails = Schema<'TeamRepairDetails'>
export type RepairOption = TeamRepairDetails['options'][number]
export type TeamCandidate = Schema<'TeamCandidate'>

export const ownPlacesQuery = defineQueryOptions({
  key: [...matchingKey, 'own-places'],
  query: ({ signal }) => api.get('/api/v1/me/places', { signal }),
})

export const ownInvitationsQuery = defineQueryOptions({
  key: [...matchingKey, 'own-invitations'],
  query: ({ signal }) => api.get('/api/v1/me/team-invitations', { signal }),
})

/** Seasons of more than a hundred teams are read whole, page after page: organisers look for names in them. */
export const teamOffersQuery = defineQueryOptions((seasonId: string) => ({
  key: [...matchingKey, 'offers', seasonId],
  query: async ({ signal }) => {
    const items: TeamOffers[] = []
    let cursor: string | null = null
    do {
      const query: { limit: number; cursor?: string } = cursor ? { limit: 100, cursor } : { limit: 100 }
      const found: { items: TeamOffers[]; nextCursor: string | null } = await api.get(
        '/api/v1/seasons/{seasonId}/team-offers',
        { path: { seasonId }, query, signal },
      )
      items.push(...found.items)
      cursor = found.nextCursor
    } while (cursor)
    return items
  },
}))

export const offersSummaryQuery = defineQueryOptions((seasonId: string) => ({
  key: [...matchingKey, 'offers-summary', seasonId],
  query: ({ signal }) => api.get('/api/v1/seasons/{seasonId}/team-offers/summary', { path: { seasonId }, signal }),
}))

/** The newest proposal, whole; null where there was none yet. */
export const newestRepairQuery = defineQueryOptions((seasonId: string) => ({
  key: [...matchingKey, 'repair', seasonId],
  query: async ({ signal }): Promise<TeamRepairDetails | null> => {
    const { items } = await api.get('/api/v1/seasons/{seasonId}/team-repairs', {
      path: { seasonId },
      query: { limit: 1 },
      signal,
    })
    const newest = items[0]
    return newest ? api.get('/api/v1/team-repairs/{repairId}', { path: { repairId: newest.id }, signal }) : null
  },
}))

export const runWishesQuery = defineQueryOptions((runId: string) => ({
  key: [...matchingKey, 'run', runId, 'wishes'],
  query: ({ signal }) => api.get('/api/v1/matching-runs/{runId}/wishes', { path: { runId }, signal }),
}))
