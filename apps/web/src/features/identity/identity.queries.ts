import { defineQueryOptions } from '@pinia/colada'
import { api } from '../../platform/api.ts'

/** The mails that were not sent, where Essor only keeps them; elsewhere there is no such address. */
export const keptMailsQuery = defineQueryOptions({
  key: ['kept-mails'],
  query: ({ signal }) => api.get('/api/v1/mailbox', { signal }),
})
