import { defineQueryOptions } from '@pinia/colada'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { everyPage } from '../../../platform/every-page.ts'
import { callsKey } from '../calls.queries.ts'
import type { BoardView } from './board-view.ts'

export type BoardRow = Schema<'BoardRow'>

/** Sorted and filtered by the server; a call has some hundreds of files at most. */
export const boardQuery = defineQueryOptions(({ callId, view }: { callId: string; view: BoardView }) => ({
  key: [...callsKey, 'board', callId, { ...view }],
  query: ({ signal }) =>
    everyPage((page) =>
      api.get('/api/v1/calls/{callId}/board', { path: { callId }, query: { ...page, ...view }, signal }),
    ),
}))
