import { BoardQuery, BoardRow, Id, page, ShortlistChange, ShortlistDone } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { callScope } from '../call.scope.ts'
import { changeShortlist, readBoard } from './board.service.ts'

const tags = ['decisions']
const params = z.object({ callId: Id })

export const boardRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/calls/:callId/board', {
    config: { access: can('review.manage', callScope) },
    schema: {
      operationId: 'readBoard',
      tags,
      summary: 'All files of a call side by side, sorted and filtered',
      params,
      querystring: BoardQuery,
      response: { 200: page(BoardRow) },
    },
    handler: (request) => readBoard(request.deps, request.params.callId, request.query),
  })

  app.post('/api/v1/calls/:callId/shortlist', {
    config: {
      access: can('review.manage', callScope),
      refusals: ['call_still_open', 'decisions_published', 'submission_transition', 'review_conflict_of_interest'],
    },
    schema: {
      operationId: 'changeShortlist',
      tags,
      summary: 'Put files on the shortlist, or take them off it: all of these or none',
      params,
      body: ShortlistChange,
      response: { 200: ShortlistDone },
    },
    handler: (request) => changeShortlist(request.deps, request.params.callId, request.body),
  })
}
