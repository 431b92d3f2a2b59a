import { defineQueryOptions } from '@pinia/colada'
import { api } from '../../platform/api.ts'

/** A season as anyone may see it; days are those of its zone, the deadline is an instant. */
export type PublicSeason = {
  id: string
  slug: string
  name: string
  summary: string
  delegationName: string
  timeZone: string
  startsOn: string
  endsOn: string
  openCall: { id: string; closesAt: string } | null
}

export const publicSeasonsQuery = defineQueryOptions({
  key: ['public-seasons'],
  query: ({ signal }) =>
    api.get<{ items: PublicSeason[]; nextCursor: string | null }>('/api/v1/public/seasons', { signal }),
})
