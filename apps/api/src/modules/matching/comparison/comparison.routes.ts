import { ComparedRuns, Id, MatchingComparison } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { seasonScope } from '../../seasons/index.ts'
import { compareRuns } from './comparison.service.ts'

export const comparisonRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/matching-comparison', {
    config: { access: can('matching.manage', seasonScope) },
    schema: {
      operationId: 'compareMatchingRuns',
      tags: ['matching'],
      summary: 'Two to four runs beside each other: what each comes to, and who is elsewhere',
      params: z.object({ seasonId: Id }),
      querystring: ComparedRuns,
      response: { 200: MatchingComparison },
    },
    handler: (request) => compareRuns(request.deps, request.params.seasonId, request.query.runIds.split(',')),
  })
}
