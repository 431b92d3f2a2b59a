import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'

export type Need = Schema<'Need'>
export type NeedKind = Schema<'NeedKind'>

export const ownNeedsKey = (seasonId: string) => ['own-needs', seasonId] as const
export const needsKey = (seasonId: string) => ['season', seasonId, 'needs'] as const

export const ownNeedsQuery = defineQueryOptions((seasonId: string) => ({
  key: ownNeedsKey(seasonId),
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/me/seasons/{seasonId}/needs', { path: { seasonId }, signal }),
}))

/** Each reading is written in the journal, so nothing but the page itself asks for it, and not again by itself. */
export const peopleNeedsQuery = defineQueryOptions(
  ({ seasonId, ...query }: { seasonId: string; kind?: NeedKind | undefined; cursor?: string | undefined }) => ({
    key: [...needsKey(seasonId), 'people', query],
    query: ({ signal }: { signal: AbortSignal }) =>
      api.get('/api/v1/seasons/{seasonId}/needs', { path: { seasonId }, query, signal }),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  }),
)

export const needsSummaryQuery = defineQueryOptions((seasonId: string) => ({
  key: [...needsKey(seasonId), 'summary'],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/seasons/{seasonId}/needs/summary', { path: { seasonId }, signal }),
}))

export const needsSettingsQuery = defineQueryOptions((seasonId: string) => ({
  key: [...needsKey(seasonId), 'settings'],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/seasons/{seasonId}/needs/settings', { path: { seasonId }, signal }),
}))
