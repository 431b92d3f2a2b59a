import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { everyPage } from '../../../platform/every-page.ts'
import { callsKey } from '../calls.queries.ts'

export type FramingQuestion = Schema<'FramingQuestion'>
export type SeasonFramingQuestion = Schema<'SeasonFramingQuestion'>

export const framingQuestionsQuery = defineQueryOptions((submissionId: string) => ({
  key: [...callsKey, 'framing-questions', submissionId],
  query: ({ signal }) =>
    everyPage((query) =>
      api.get('/api/v1/submissions/{submissionId}/framing-questions', { path: { submissionId }, query, signal }),
    ),
}))

export type QuestionState = 'waiting' | 'answered' | undefined

export const seasonQuestionsKey = (seasonId: string) => [...callsKey, 'season-framing-questions', seasonId] as const
