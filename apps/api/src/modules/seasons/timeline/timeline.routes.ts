import { Id, Phase, PhaseChange } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { seasonScope } from '../season.scope.ts'
import { movePhase } from './timeline.service.ts'

const tags = ['seasons']
const params = z.object({ seasonId: Id })

export const timelineRoutes: FastifyPluginAsyncZod = async (app) => {
  app.put('/api/v1/seasons/:seasonId/phases/:phaseId', {
    config: { access: can('season.manage', seasonScope) },
    schema: {
      operationId: 'movePhase',
      tags,
      summary: 'Move a phase',
      params: params.extend({ phaseId: Id }),
      body: PhaseChange,
      response: { 200: Phase },
    },
    handler: (request) => movePhase(request.deps, request.params.seasonId, request.params.phaseId, request.body),
  })
}
