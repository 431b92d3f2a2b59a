import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../platform/api.ts'
import { learnServerTime } from './server-time.ts'

export type Rubric = Schema<'Rubric'>
export type PitchSession = Schema<'PitchSession'>
export type PitchSessionDetails = Schema<'PitchSessionDetails'>
export type Pitch = Schema<'Pitch'>
export type PitchClock = Schema<'PitchClock'>
export type JurorProgress = Schema<'JurorProgress'>
export type SeasonRanking = Schema<'SeasonRanking'>
export type Award = Schema<'Award'>
export type Deliberation = Schema<'Deliberation'>

/** Everything of one season's judging hangs below this key: what a live event makes old. */
export const judgingKey = (seasonId: string) => ['judging', seasonId] as const

export const quoted = (version: number): string => `"${version}"`

export const rubricQuery = defineQueryOptions((seasonId: string) => ({
  key: [...judgingKey(seasonId), 'rubric'],
  query: ({ signal }) => api.get('/api/v1/seasons/{seasonId}/rubric', { path: { seasonId }, signal }),
}))

export const juryQuery = defineQueryOptions((seasonId: string) => ({
  key: [...judgingKey(seasonId), 'jury'],
  query: ({ signal }) => api.get('/api/v1/seasons/{seasonId}/jury', { path: { seasonId }, signal }),
}))

export const pitchSessionsQuery = defineQueryOptions((seasonId: string) => ({
  key: [...judgingKey(seasonId), 'sessions'],
  query: ({ signal }) =>
    api.get('/api/v1/seasons/{seasonId}/pitch-sessions', { path: { seasonId }, query: { limit: 100 }, signal }),
}))

export const pitchSessionQuery = defineQueryOptions(
  ({ seasonId, sessionId }: { seasonId: string; sessionId: string }) => ({
    key: [...judgingKey(seasonId), 'session', sessionId],
    query: async ({ signal }) => {
      const asked = performance.now()
      const session = await api.get('/api/v1/pitch-sessions/{sessionId}', { path: { sessionId }, signal })
      const stamp = session.pitches[0]?.clock.serverNow
      if (stamp) learnServerTime(stamp, asked, performance.now())
      return session
    },
  }),
)

export const progressQuery = defineQueryOptions(({ seasonId, sessionId }: { seasonId: string; sessionId: string }) => ({
  key: [...judgingKey(seasonId), 'progress', sessionId],
  query: ({ signal }) => api.get('/api/v1/pitch-sessions/{sessionId}/progress', { path: { sessionId }, signal }),
}))

export const rankingQuery = defineQueryOptions((seasonId: string) => ({
  key: [...judgingKey(seasonId), 'ranking'],
  query: ({ signal }) => api.get('/api/v1/seasons/{seasonId}/ranking', { path: { seasonId }, signal }),
}))

export const awardsQuery = defineQueryOptions((seasonId: string) => ({
  key: [...judgingKey(seasonId), 'awards'],
  query: ({ signal }) =>
    api.get('/api/v1/seasons/{seasonId}/awards', { path: { seasonId }, query: { limit: 100 }, signal }),
}))

export const deliberationQuery = defineQueryOptions((seasonId: string) => ({
  key: [...judgingKey(seasonId), 'deliberation'],
  query: ({ signal }) => api.get('/api/v1/seasons/{seasonId}/deliberation', { path: { seasonId }, signal }),
}))

export const pitchScreenQuery = defineQueryOptions((sessionId: string) => ({
  key: ['pitch-screen', sessionId],
  query: async ({ signal }) => {
    const asked = performance.now()
    const screen = await api.get('/api/v1/public/pitch-sessions/{sessionId}/screen', { path: { sessionId }, signal })
    learnServerTime(screen.serverNow, asked, performance.now())
    return screen
  },
}))

export const publicResultsQuery = defineQueryOptions((slug: string) => ({
  key: ['public-results', slug],
  query: ({ signal }) => api.get('/api/v1/public/seasons/{slug}/results', { path: { slug }, signal }),
}))

export const publicSessionsQuery = defineQueryOptions((slug: string) => ({
  key: ['public-pitch-sessions', slug],
  query: ({ signal }) => api.get('/api/v1/public/seasons/{slug}/pitch-sessions', { path: { slug }, signal }),
}))

export const publicSeasonAddressQuery = defineQueryOptions((slug: string) => ({
  key: ['public-season', slug],
  query: ({ signal }) => api.get('/api/v1/public/seasons/{slug}', { path: { slug }, signal }),
}))

/** The season's address on the public site, for links that leave the console. */
export const seasonAddressQuery = defineQueryOptions((seasonId: string) => ({
  key: [...judgingKey(seasonId), 'address'],
  query: ({ signal }) => api.get('/api/v1/seasons/{seasonId}', { path: { seasonId }, signal }),
}))
