import { defineQueryOptions } from '@pinia/colada'
import { api } from '../../../platform/api.ts'

export const ownCalendarQuery = defineQueryOptions({
  key: ['own-calendar'],
  query: ({ signal }) => api.get('/api/v1/me/calendar', { signal }),
})
