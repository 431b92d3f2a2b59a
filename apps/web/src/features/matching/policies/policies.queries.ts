import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { matchingKey } from '../matching.queries.ts'

export type SavedPolicy = Schema<'SavedPolicy'>

/** At most fifty: all of them. */
export const savedPoliciesQuery = defineQueryOptions((seasonId: string) => ({
  key: [...matchingKey, 'policies', seasonId],
  query: ({ signal }) =>
    api.get('/api/v1/seasons/{seasonId}/matching-policies', { path: { seasonId }, query: { limit: 100 }, signal }),
}))
