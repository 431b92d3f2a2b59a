import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'

/** As anybody sees it, on the season's public page. */
export type PublicSession = Schema<'SeasonSession'>
/** With the link and one's own registration. */
export type SessionDetails = Schema<'SessionDetails'>

const readSessions = (seasonId: string, signal: AbortSignal) =>
  api.get('/api/v1/seasons/{seasonId}/sessions', { path: { seasonId }, signal })

export const seasonSessionsQuery = defineQueryOptions((seasonId: string) => ({
  key: ['season', seasonId, 'sessions'],
  query: ({ signal }: { signal: AbortSignal }) => readSessions(seasonId, signal),
}))

/** The same below the season's public page, so that both are asked again together. */
export const comersSessionsQuery = defineQueryOptions((seasonId: string) => ({
  key: ['public-season', 'sessions', seasonId],
  query: ({ signal }: { signal: AbortSignal }) => readSessions(seasonId, signal),
}))

export const mySessionsQuery = defineQueryOptions({
  key: ['my-sessions'],
  query: ({ signal }) => api.get('/api/v1/me/sessions', { query: { limit: 20 }, signal }),
})

export const registrationsQuery = defineQueryOptions(
  ({ seasonId, sessionId, ...filter }: { seasonId: string; sessionId: string; status?: string; cursor?: string }) => ({
    key: ['season', seasonId, 'sessions', sessionId, 'registrations', filter],
    query: ({ signal }: { signal: AbortSignal }) =>
      api.get('/api/v1/seasons/{seasonId}/sessions/{sessionId}/registrations', {
        path: { seasonId, sessionId },
        query: filter,
        signal,
      }),
  }),
)
