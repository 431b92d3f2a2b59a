import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'

export type SeasonSite = Schema<'SeasonSite'>
export type PublicSite = Schema<'PublicSite'>

export const seasonSitesQuery = defineQueryOptions((seasonId: string) => ({
  key: ['season', seasonId, 'sites'],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/seasons/{seasonId}/sites', { path: { seasonId }, signal }),
}))
