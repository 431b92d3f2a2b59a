import { Id, SeasonSession, SessionDraft } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { seasonScope } from '../season.scope.ts'
import { addSession, changeSession, removeSession } from './season-sessions.service.ts'

const tags = ['seasons']
const params = z.object({ seasonId: Id })
const sessionParams = params.extend({ sessionId: Id })

export const seasonSessionsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post('/api/v1/seasons/:seasonId/sessions', {
    config: { access: can('season.manage', seasonScope) },
    schema: {
      operationId: 'addSession',
      tags,
      summary: 'Add a session',
      params,
      body: SessionDraft,
      response: { 201: SeasonSession },
    },
    handler: (request) => addSession(request.deps, request.params.seasonId, request.body),
  })

  app.put('/api/v1/seasons/:seasonId/sessions/:sessionId', {
    config: { access: can('season.manage', seasonScope) },
    schema: {
      operationId: 'changeSession',
      tags,
      summary: 'Change a session',
      params: sessionParams,
      body: SessionDraft,
      response: { 200: SeasonSession },
    },
    handler: (request) => changeSession(request.deps, request.params.seasonId, request.params.sessionId, request.body),
  })

  app.delete('/api/v1/seasons/:seasonId/sessions/:sessionId', {
    config: { access: can('season.manage', seasonScope) },
    schema: {
      operationId: 'removeSession',
      tags,
      summary: 'Remove a session',
      params: sessionParams,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await removeSession(request.deps, request.params.seasonId, request.params.sessionId)
      return reply.code(204).send(null)
    },
  })
}
