import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'

export type EnrolmentRules = Schema<'EnrolmentRules'>
export type PlacesLeft = Schema<'PlacesLeft'>

export const placesLeftQuery = defineQueryOptions((slug: string) => ({
  key: ['public-season', slug, 'places'],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/public/seasons/{slug}/places', { path: { slug }, signal }),
}))

export const enrolmentRulesQuery = defineQueryOptions((seasonId: string) => ({
  key: ['season', seasonId, 'enrolments', 'rules'],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/seasons/{seasonId}/enrolment-rules', { path: { seasonId }, signal }),
}))

export const enrolmentHistoryQuery = defineQueryOptions(
  ({ seasonId, enrolmentId }: { seasonId: string; enrolmentId: string }) => ({
    key: ['season', seasonId, 'enrolments', 'history', enrolmentId],
    query: ({ signal }: { signal: AbortSignal }) =>
      api.get('/api/v1/enrolments/{enrolmentId}/history', { path: { enrolmentId }, query: { limit: 50 }, signal }),
  }),
)
