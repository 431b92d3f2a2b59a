import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { matchingKey } from '../matching.queries.ts'

export type MatchingBoard = Schema<'MatchingBoard'>
export type BoardTeams = Schema<'BoardTeams'>
export type BoardMove = Schema<'BoardMove'>

/** Stays the same while people are moved, so no live event asks for it again. */
export const boardQuery = defineQueryOptions((runId: string) => ({
  key: ['matching-board', runId],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/matching-runs/{runId}/board', { path: { runId }, signal }),
}))

export const boardTeamsKey = (runId: string) => [...matchingKey, 'board-teams', runId]

export const boardTeamsQuery = defineQueryOptions((runId: string) => ({
  key: boardTeamsKey(runId),
  query: ({ signal }: { signal: AbortSignal }) => readTeams(runId, signal),
}))

export const readTeams = (runId: string, signal?: AbortSignal) =>
  api.get('/api/v1/matching-runs/{runId}/board/teams', { path: { runId }, ...(signal && { signal }) })
