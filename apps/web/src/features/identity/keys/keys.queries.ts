import { defineQueryOptions } from '@pinia/colada'
import { api } from '../../../platform/api.ts'

export const ownKeysQuery = defineQueryOptions({
  key: ['own-keys'],
  query: ({ signal }) => api.get('/api/v1/me/keys', { signal }),
})
