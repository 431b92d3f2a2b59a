import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { matchingKey } from '../matching.queries.ts'

export type Comparison = Schema<'MatchingComparison'>
export type ComparedRun = Comparison['runs'][number]
export type RunSummary = NonNullable<ComparedRun['summary']>

export const comparisonQuery = defineQueryOptions(({ seasonId, runIds }: { seasonId: string; runIds: string }) => ({
  key: [...matchingKey, 'comparison', seasonId, runIds],
  query: ({ signal }) =>
    api.get('/api/v1/seasons/{seasonId}/matching-comparison', { path: { seasonId }, query: { runIds }, signal }),
}))

export const letterOf = (index: number): string => String.fromCodePoint(65 + index)
