import { Id, NextThing, SeasonOverview } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn } from '../../platform/access/access.ts'
import { seasonScope } from '../seasons/index.ts'
import { readNext, readOverview } from './overview.service.ts'

const tags = ['outcomes']

export const outcomesRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/overview', {
    config: { access: can('season.manage', seasonScope) },
    schema: {
      operationId: 'readSeasonOverview',
      tags,
      summary: 'One season at a glance: who comes, what is next, what needs attention',
      params: z.object({ seasonId: Id }),
      response: { 200: SeasonOverview },
    },
    handler: (request) => readOverview(request.deps, request.params.seasonId),
  })

  app.get('/api/v1/me/next', {
    config: { access: signedIn },
    schema: {
      operationId: 'readMyNext',
      tags,
      summary: 'What is mine to do next, the most urgent first',
      response: { 200: z.array(NextThing) },
    },
    handler: (request) => readNext(request.deps),
  })
}
