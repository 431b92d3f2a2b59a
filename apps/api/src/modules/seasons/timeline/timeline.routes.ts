import { Id, MomentChange, Phase, PhaseChange, SeasonLayout, SeasonLayoutQuery } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { delegationScope } from '../../delegations/index.ts'
import { seasonScope } from '../season.scope.ts'
import { movePhase, previewLayout, readLastChange } from './timeline.service.ts'

const tags = ['seasons']
const params = z.object({ seasonId: Id })

export const timelineRoutes: FastifyPluginAsyncZod = async (app) => {
  app.put('/api/v1/seasons/:seasonId/phases/:phaseId', {
    config: { access: can('season.manage', seasonScope), versioned: true },
    schema: {
      operationId: 'movePhase',
      tags,
      summary: 'Move a phase',
      params: params.extend({ phaseId: Id }),
      body: PhaseChange,
      response: { 200: Phase },
    },
    handler: async (request, reply) => {
      const { seasonId, phaseId } = request.params
      return withVersion(reply, await movePhase(request.deps, seasonId, phaseId, versionRead(request), request.body))
    },
  })

  app.get('/api/v1/seasons/:seasonId/moments/:momentId/last-change', {
    config: { access: can('season.manage', seasonScope) },
    schema: {
      operationId: 'readLastChange',
      tags,
      summary: 'Who last moved a phase or a session',
      params: params.extend({ momentId: Id }),
      response: { 200: MomentChange },
    },
    handler: (request) => readLastChange(request.deps.db, request.params.seasonId, request.params.momentId),
  })

  app.get('/api/v1/delegations/:delegationId/season-layout', {
    config: { access: can('season.manage', delegationScope) },
    schema: {
      operationId: 'previewSeasonLayout',
      tags,
      summary: 'Where a preset would put phases and sessions',
      params: z.object({ delegationId: Id }),
      querystring: SeasonLayoutQuery,
      response: { 200: SeasonLayout },
    },
    handler: (request) => previewLayout(request.deps.db, request.params.delegationId, request.query),
  })
}
