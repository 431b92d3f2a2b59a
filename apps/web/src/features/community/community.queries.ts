import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../platform/api.ts'

export type Profile = Schema<'Profile'>

export const ownProfileQuery = defineQueryOptions({
  key: ['own-profile'],
  query: ({ signal }) => api.get('/api/v1/me/profile', { signal }),
})
