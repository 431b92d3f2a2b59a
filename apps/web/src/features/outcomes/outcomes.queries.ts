import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../platform/api.ts'

export type Moment = Schema<'Moment'>
export type SeasonOverview = Schema<'SeasonOverview'>

export const nextQuery = defineQueryOptions({
  key: ['next'],
  query: ({ signal }) => api.get('/api/v1/me/next', { signal }),
})

export const overviewQuery = defineQueryOptions((seasonId: string) => ({
  key: ['season', seasonId, 'overview'],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/seasons/{seasonId}/overview', { path: { seasonId }, signal }),
}))
