import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../platform/api.ts'

/** A season as anyone may see it; days are those of its zone. */
export type PublicSeason = Schema<'PublicSeasonCard'>

export const openCallsQuery = defineQueryOptions((slug: string) => ({
  key: ['home', 'open-calls', slug],
  query: async ({ signal }: { signal: AbortSignal }) => {
    const calls = await api.get('/api/v1/public/seasons/{slug}/calls', { path: { slug }, signal })
    return calls.items.filter(({ status }) => status === 'open')
  },
}))

export const publicSeasonsQuery = defineQueryOptions({
  key: ['public-seasons'],
  query: ({ signal }) => api.get('/api/v1/public/seasons', { signal }),
})
