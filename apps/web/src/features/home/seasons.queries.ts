import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../platform/api.ts'

/** A season as anyone may see it; days are those of its zone, the deadline is an instant. */
export type PublicSeason = Schema<'PublicSeasonCard'> & { openCall?: { id: string; closesAt: string } | null }

export const publicSeasonsQuery = defineQueryOptions({
  key: ['public-seasons'],
  query: ({ signal }) => api.get('/api/v1/public/seasons', { signal }),
})
