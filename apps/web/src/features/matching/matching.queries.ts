import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../platform/api.ts'
import { useReread } from '../../platform/reread.ts'

export type PreferenceSheet = Schema<'PreferenceSheet'>
export type PublicProject = Schema<'PublicProject'>
export type OwnTeam = Schema<'OwnTeam'>
export type MatchingPool = Schema<'MatchingPool'>
export type MatchingRun = Schema<'MatchingRun'>
export type MatchingRunDetails = Schema<'MatchingRunDetails'>
export type Draft = NonNullable<MatchingRunDetails['draft']>
export type BrokenRule = Draft['broken'][number]
export type Clash = NonNullable<MatchingRunDetails['clash']>
export type Reasons = NonNullable<OwnTeam['why']>

/** Every query of this feature starts with it, so that one live event refreshes what is on screen. */
export const matchingKey = ['matching'] as const

/** After a change. Asking again may be overtaken by a live event, which is no failure; a real one shows in its own place. */
export function useRefresh() {
  const reread = useReread()
  return async (): Promise<void> => {
    await reread(matchingKey)
  }
}

export const preferencesQuery = defineQueryOptions((seasonId: string) => ({
  key: [...matchingKey, 'preferences', seasonId],
  query: ({ signal }) => api.get('/api/v1/me/seasons/{seasonId}/preferences', { path: { seasonId }, signal }),
}))

export const ownTeamsQuery = defineQueryOptions({
  key: [...matchingKey, 'own-teams'],
  query: ({ signal }) => api.get('/api/v1/me/teams', { signal }),
})

export const ownEnrolmentsQuery = defineQueryOptions({
  key: [...matchingKey, 'own-enrolments'],
  query: ({ signal }) => api.get('/api/v1/me/enrolments', { query: { limit: 100 }, signal }),
})

export const poolQuery = defineQueryOptions((seasonId: string) => ({
  key: [...matchingKey, 'pool', seasonId],
  query: ({ signal }) => api.get('/api/v1/seasons/{seasonId}/matching-pool', { path: { seasonId }, signal }),
}))

export const runsQuery = defineQueryOptions((seasonId: string) => ({
  key: [...matchingKey, 'runs', seasonId],
  query: ({ signal }) =>
    api.get('/api/v1/seasons/{seasonId}/matching-runs', { path: { seasonId }, query: { limit: 20 }, signal }),
}))

export const runQuery = defineQueryOptions((runId: string) => ({
  key: [...matchingKey, 'run', runId],
  query: ({ signal }) => api.get('/api/v1/matching-runs/{runId}', { path: { runId }, signal }),
}))

/** For its time zone and its words. */
export const seasonQuery = defineQueryOptions((seasonId: string) => ({
  key: ['seasons', 'details', seasonId],
  query: ({ signal }) => api.get('/api/v1/seasons/{seasonId}', { path: { seasonId }, signal }),
}))
