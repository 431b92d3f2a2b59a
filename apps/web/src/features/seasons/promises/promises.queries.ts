import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'

export type OwnSeasonTime = Schema<'OwnSeasonTime'>
export type TimePromise = Schema<'TimePromise'>
export type GivenTime = Schema<'GivenTime'>
export type PersonTime = Schema<'PersonTime'>
export type PromisesSummary = Schema<'PromisesSummary'>
export type PromiseStatus = Schema<'PromiseStatus'>

/** Everything that a promise or a given hour changes hangs below these two. */
export const ownTimeKey = ['own-time'] as const
export const promisesKey = (seasonId: string) => ['season', seasonId, 'promises'] as const

export const ownTimeQuery = defineQueryOptions({
  key: [...ownTimeKey, 'seasons'],
  query: ({ signal }) => api.get('/api/v1/me/time', { query: { limit: 100 }, signal }),
})

export const givenTimeQuery = defineQueryOptions(
  ({ seasonId, personId, cursor }: { seasonId: string; personId: string; cursor?: string | undefined }) => ({
    key: [...ownTimeKey, 'given', seasonId, personId, cursor ?? ''],
    query: ({ signal }: { signal: AbortSignal }) =>
      api.get('/api/v1/seasons/{seasonId}/people/{personId}/given-time', {
        path: { seasonId, personId },
        query: { limit: 50, cursor },
        signal,
      }),
  }),
)

export const summaryQuery = defineQueryOptions((seasonId: string) => ({
  key: [...promisesKey(seasonId), 'summary'],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/seasons/{seasonId}/promises/summary', { path: { seasonId }, signal }),
}))

export const farewellQuery = defineQueryOptions((seasonId: string) => ({
  key: [...promisesKey(seasonId), 'farewell'],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/seasons/{seasonId}/farewell', { path: { seasonId }, signal }),
}))

export const peopleTimeQuery = defineQueryOptions(
  ({ seasonId, ...query }: { seasonId: string; status?: PromiseStatus | undefined; cursor?: string | undefined }) => ({
    key: [...promisesKey(seasonId), 'people', query],
    query: ({ signal }: { signal: AbortSignal }) =>
      api.get('/api/v1/seasons/{seasonId}/promises', { path: { seasonId }, query, signal }),
  }),
)

export const teamTimeQuery = defineQueryOptions((teamId: string) => ({
  key: [...ownTimeKey, 'team', teamId],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/teams/{teamId}/given-time', { path: { teamId }, signal }),
}))
