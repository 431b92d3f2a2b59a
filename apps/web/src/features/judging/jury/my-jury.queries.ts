import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { NetworkError } from '../../../platform/problem.ts'
import { keepJury, keptJury } from './kept.ts'

/** `unreachable`: read from this device, as the server cannot be reached. */
export type MyJury = Schema<'MyJury'> & { unreachable?: true }
export type PitchToScore = Schema<'PitchToScore'>

export const myJuriesQuery = defineQueryOptions({
  key: ['my-juries'],
  query: ({ signal }) => api.get('/api/v1/me/juries', { signal }),
})

/** Without a network, what this device read last: the rubric and the teams do not change during the pitches. */
export const myJuryQuery = defineQueryOptions(({ seasonId, personId }: { seasonId: string; personId: string }) => ({
  key: ['my-jury', seasonId, personId],
  query: async ({ signal }): Promise<MyJury> => {
    try {
      const jury = await api.get('/api/v1/me/juries/{seasonId}', { path: { seasonId }, signal })
      keepJury(personId, seasonId, jury)
      return jury
    } catch (error) {
      const kept = error instanceof NetworkError ? keptJury<MyJury>(personId, seasonId) : undefined
      if (kept) return { ...kept, unreachable: true }
      throw error
    }
  },
}))
