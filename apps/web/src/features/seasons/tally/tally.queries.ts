import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'

export type TallyCounter = Schema<'TallyCounter'>
export type PublicTallyCounter = Schema<'PublicTallyCounter'>
export type TallyKind = TallyCounter['kind']
/** Counted, lent or ordered; or of these, come back or thrown away. */
export type TallyField = 'amount' | 'part'

export const tallyKey = (seasonId: string) => ['season', seasonId, 'tally']

export const tallyQuery = defineQueryOptions((seasonId: string) => ({
  key: tallyKey(seasonId),
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/seasons/{seasonId}/tally', { path: { seasonId }, signal }),
}))

export const publicTallyQuery = defineQueryOptions((slug: string) => ({
  key: ['public-season', slug, 'tally'],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/public/seasons/{slug}/tally', { path: { slug }, signal }),
}))
