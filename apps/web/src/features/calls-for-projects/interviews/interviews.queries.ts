import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { everyPage } from '../../../platform/every-page.ts'
import { callsKey } from '../calls.queries.ts'

export type InterviewSlot = Schema<'InterviewSlot'>

export const slotsQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'interview-slots', callId],
  query: ({ signal }) =>
    everyPage((query) => api.get('/api/v1/calls/{callId}/interview-slots', { path: { callId }, query, signal })),
}))

export const ownInterviewQuery = defineQueryOptions((submissionId: string) => ({
  key: [...callsKey, 'own-interview', submissionId],
  query: ({ signal }) => api.get('/api/v1/submissions/{submissionId}/interview', { path: { submissionId }, signal }),
}))
