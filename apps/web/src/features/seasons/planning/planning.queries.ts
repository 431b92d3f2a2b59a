import type { SeasonPreset } from '@essor/contracts'
import { defineQueryOptions } from '@pinia/colada'
import { api } from '../../../platform/api.ts'

type Layout = { delegationId: string; preset: SeasonPreset; startsOn: string }

/** Where a preset would put everything. It follows from the three alone, so that it is asked once for each. */
export const layoutQuery = defineQueryOptions(({ delegationId, preset, startsOn }: Layout) => ({
  key: ['season-layout', delegationId, preset, startsOn],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/delegations/{delegationId}/season-layout', {
      path: { delegationId },
      query: { preset, startsOn },
      signal,
    }),
  staleTime: Infinity,
}))
