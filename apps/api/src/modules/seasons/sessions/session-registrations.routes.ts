import { Id, page, SessionRegistration, SessionRegistrationQuery, SessionRegistrationRow } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { sessionInSeasonScope, sessionScope } from '../season.scope.ts'
import { listRegistrations } from './session-registrations.repository.ts'
import { cancelRegistration, register, removeRegistration } from './session-registrations.service.ts'

const tags = ['seasons']
const params = z.object({ sessionId: Id })
const listParams = z.object({ seasonId: Id, sessionId: Id })

export const sessionRegistrationsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post('/api/v1/sessions/:sessionId/registration', {
    config: {
      access: can('session.register', sessionScope),
      refusals: ['season_not_open', 'session_over', 'registration_not_needed'],
    },
    schema: {
      operationId: 'registerForSession',
      tags,
      summary: 'Register for a session, or wait for a place',
      description: 'Asking again changes nothing. Places that come free go to those who wait, in order of arrival.',
      params,
      response: { 201: SessionRegistration },
    },
    handler: (request) => register(request.deps, request.params.sessionId),
  })

  app.delete('/api/v1/sessions/:sessionId/registration', {
    config: {
      access: can('session.register', sessionScope),
      refusals: ['season_not_open', 'session_over', 'registration_not_needed'],
    },
    schema: {
      operationId: 'leaveSession',
      tags,
      summary: 'Give my place in a session back',
      params,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await cancelRegistration(request.deps, request.params.sessionId)
      return reply.code(204).send(null)
    },
  })

  app.get('/api/v1/seasons/:seasonId/sessions/:sessionId/registrations', {
    config: { access: can('season.manage', sessionInSeasonScope) },
    schema: {
      operationId: 'listSessionRegistrations',
      tags,
      summary: 'Who is registered for a session or waits, in order of arrival',
      params: listParams,
      querystring: SessionRegistrationQuery,
      response: { 200: page(SessionRegistrationRow) },
    },
    handler: (request) => listRegistrations(request.deps.db, request.params.sessionId, request.query),
  })

  app.delete('/api/v1/seasons/:seasonId/sessions/:sessionId/registrations/:personId', {
    config: { access: can('season.manage', sessionInSeasonScope) },
    schema: {
      operationId: 'removeSessionRegistration',
      tags,
      summary: 'Take someone off the list of a session',
      params: listParams.extend({ personId: Id }),
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      const { seasonId, sessionId, personId } = request.params
      await removeRegistration(request.deps, seasonId, sessionId, personId)
      return reply.code(204).send(null)
    },
  })
}
