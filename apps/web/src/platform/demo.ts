import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from './api.ts'
import { ProblemError } from './problem.ts'

export type Demo = Schema<'Demo'>

/** Null wherever the demo is off, which the server says by knowing no such page. */
export const demoQuery = defineQueryOptions({
  key: ['demo'],
  query: async ({ signal }): Promise<Demo | null> => {
    try {
      const demo = await api.get('/api/v1/demo', { signal })
      return demo
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 404) return null
      throw error
    }
  },
  staleTime: Infinity,
})
