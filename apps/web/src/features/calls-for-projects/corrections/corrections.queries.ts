import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { callsKey } from '../calls.queries.ts'

export type Correction = Schema<'Correction'>

export const correctionsQuery = defineQueryOptions((submissionId: string) => ({
  key: [...callsKey, 'corrections', submissionId],
  query: ({ signal }) => api.get('/api/v1/submissions/{submissionId}/corrections', { path: { submissionId }, signal }),
}))
