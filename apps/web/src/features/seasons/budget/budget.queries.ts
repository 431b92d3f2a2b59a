import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { everyPage } from '../../../platform/every-page.ts'
import { useReread } from '../../../platform/reread.ts'

export type Budget = Schema<'Budget'>
export type BudgetLine = Schema<'BudgetLine'>
export type Receipt = Schema<'Receipt'>
export type BudgetKind = BudgetLine['kind']
export type BudgetHeading = BudgetLine['heading']

export const budgetQuery = defineQueryOptions((seasonId: string) => ({
  key: ['season', seasonId, 'budget', 'glance'],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/seasons/{seasonId}/budget', { path: { seasonId }, signal }),
}))

/** All of them: they are shown by kind, and there are some dozens. */
export const budgetLinesQuery = defineQueryOptions((seasonId: string) => ({
  key: ['season', seasonId, 'budget', 'lines'],
  query: ({ signal }: { signal: AbortSignal }) =>
    everyPage((page) =>
      api.get('/api/v1/seasons/{seasonId}/budget-lines', { path: { seasonId }, query: page, signal }),
    ),
}))

/** The season's overview tells of a deficit too. */
export function useBudgetReread() {
  const reread = useReread()
  return async (seasonId: string): Promise<void> => {
    void reread(['season', seasonId, 'overview'])
    await reread(['season', seasonId, 'budget'])
  }
}
