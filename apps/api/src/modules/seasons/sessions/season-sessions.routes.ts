import { Id, OwnSession, page, PageQuery, SessionChange, SessionDetails, SessionDraft } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { seasonScope } from '../season.scope.ts'
import { addSession, cancelSession, changeSession } from './season-sessions.service.ts'
import { readOwnSessions, readSessions } from './session-reading.service.ts'

const tags = ['seasons']
const params = z.object({ seasonId: Id })
const sessionParams = params.extend({ sessionId: Id })

export const seasonSessionsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/sessions', {
    config: { access: can('season.read', seasonScope) },
    schema: {
      operationId: 'listSessions',
      tags,
      summary: 'Sessions in the order in which they happen',
      description: 'With the link for those who come or have a role. Organisers also see those that were cancelled.',
      params,
      response: { 200: z.array(SessionDetails) },
    },
    handler: (request) => readSessions(request.deps, request.params.seasonId, { withCancelled: true }),
  })

  app.post('/api/v1/seasons/:seasonId/sessions', {
    config: { access: can('season.manage', seasonScope) },
    schema: {
      operationId: 'addSession',
      tags,
      summary: 'Add a session',
      params,
      body: SessionDraft,
      response: { 201: SessionDetails },
    },
    handler: async (request, reply) =>
      withVersion(reply, await addSession(request.deps, request.params.seasonId, request.body)),
  })

  app.put('/api/v1/seasons/:seasonId/sessions/:sessionId', {
    config: { access: can('season.manage', seasonScope), versioned: true, refusals: ['capacity_below_confirmed'] },
    schema: {
      operationId: 'changeSession',
      tags,
      summary: 'Change a session',
      description: 'Those who registered are told by mail where it moves. More places go to those who wait.',
      params: sessionParams,
      body: SessionChange,
      response: { 200: SessionDetails },
    },
    handler: async (request, reply) => {
      const { seasonId, sessionId } = request.params
      return withVersion(
        reply,
        await changeSession(request.deps, seasonId, sessionId, versionRead(request), request.body),
      )
    },
  })

  app.delete('/api/v1/seasons/:seasonId/sessions/:sessionId', {
    config: { access: can('season.manage', seasonScope), versioned: true },
    schema: {
      operationId: 'cancelSession',
      tags,
      summary: 'Cancel a session',
      description: 'Those who registered are told by mail, and calendar programs remove it.',
      params: sessionParams,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await cancelSession(request.deps, request.params.seasonId, request.params.sessionId, versionRead(request))
      return reply.code(204).send(null)
    },
  })

  app.get('/api/v1/me/sessions', {
    config: { access: signedIn },
    schema: {
      operationId: 'listMySessions',
      tags,
      summary: 'The sessions to come of the seasons that I come to, soonest first',
      querystring: PageQuery,
      response: { 200: page(OwnSession) },
    },
    handler: (request) => readOwnSessions(request.deps, request.query),
  })
}
