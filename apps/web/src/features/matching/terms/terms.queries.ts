import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { matchingKey } from '../matching.queries.ts'

export type AvailabilityBlock = Schema<'AvailabilityBlock'>
export type ProjectTerms = Schema<'ProjectTerms'>
export type OwnAvailability = Schema<'OwnAvailability'>

export const blocksQuery = defineQueryOptions((seasonId: string) => ({
  key: [...matchingKey, 'blocks', seasonId],
  query: ({ signal }) => api.get('/api/v1/seasons/{seasonId}/availability-blocks', { path: { seasonId }, signal }),
}))

/** Every project: a season has some dozens. */
export const termsQuery = defineQueryOptions((seasonId: string) => ({
  key: [...matchingKey, 'terms', seasonId],
  query: async ({ signal }) => {
    const items: ProjectTerms[] = []
    let cursor: string | undefined
    do {
      const found = await api.get('/api/v1/seasons/{seasonId}/project-terms', {
        path: { seasonId },
        query: { limit: 100, ...(cursor && { cursor }) },
        signal,
      })
      items.push(...found.items)
      cursor = found.nextCursor ?? undefined
    } while (cursor)
    return items
  },
}))

export const sitesQuery = defineQueryOptions((seasonId: string) => ({
  key: [...matchingKey, 'sites', seasonId],
  query: ({ signal }) => api.get('/api/v1/seasons/{seasonId}/sites', { path: { seasonId }, signal }),
}))

export const availabilityQuery = defineQueryOptions((seasonId: string) => ({
  key: [...matchingKey, 'availability', seasonId],
  query: ({ signal }) => api.get('/api/v1/me/seasons/{seasonId}/availability', { path: { seasonId }, signal }),
}))
