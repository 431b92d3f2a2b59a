import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { callsKey } from '../calls.queries.ts'

export type ReviewSettings = Schema<'ReviewSettings'>

export const settingsQuery = defineQueryOptions((callId: string) => ({
  key: [...callsKey, 'review-settings', callId],
  query: ({ signal }) => api.get('/api/v1/calls/{callId}/review-settings', { path: { callId }, signal }),
}))
