import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { everyPage } from '../../../platform/every-page.ts'
import { callsKey } from '../calls.queries.ts'

export type Decision = Schema<'Decision'>
export type AnsweredSubmission = Schema<'AnsweredSubmission'>
export type Capacity = Schema<'Capacity'>
export type Project = Schema<'Project'>

export const capacityQuery = defineQueryOptions(
  ({ callId, min, max, also }: { callId: string; min: number; max: number; also: string }) => ({
    key: [...callsKey, 'capacity', callId, min, max, also],
    query: ({ signal }) =>
      api.get('/api/v1/calls/{callId}/capacity', { path: { callId }, query: { min, max, also }, signal }),
    placeholderData: (before: Capacity | undefined) => before,
  }),
)

export const answerWordsQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'answer-words', callId],
  query: ({ signal }) => api.get('/api/v1/calls/{callId}/answer-words', { path: { callId }, signal }),
}))

export const answeredQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'answered', callId],
  query: ({ signal }) =>
    everyPage((query) => api.get('/api/v1/calls/{callId}/answers', { path: { callId }, query, signal })),
}))

export const seasonProjectsQuery = defineQueryOptions((seasonId: string) => ({
  key: [...callsKey, 'season-projects', seasonId],
  query: ({ signal }) =>
    everyPage((query) => api.get('/api/v1/seasons/{seasonId}/projects', { path: { seasonId }, query, signal })),
}))

export const callLaureatesQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'call-laureates', callId],
  query: ({ signal }) =>
    everyPage((query) => api.get('/api/v1/public/calls/{callId}/laureates', { path: { callId }, query, signal })),
}))
