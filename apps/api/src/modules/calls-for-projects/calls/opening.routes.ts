import { Call, CallDeadline, CallSettings, Id } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { callScope } from '../call.scope.ts'
import { changeSettings, closeCall, moveDeadline, reopenCall } from './opening.service.ts'

const tags = ['calls for projects']
const params = z.object({ callId: Id })
const access = can('call.manage', callScope)

export const openingRoutes: FastifyPluginAsyncZod = async (app) => {
  app.put('/api/v1/calls/:callId/settings', {
    config: { access, refusals: ['call_transition'], versioned: true },
    schema: {
      operationId: 'changeCallSettings',
      tags,
      summary: 'Change the words and settings of a call, published or not',
      description: 'The grace stays as it is once the call is closed: a longer one would open it unseen.',
      params,
      body: CallSettings,
      response: { 200: Call },
    },
    handler: async (request, reply) =>
      withVersion(reply, await changeSettings(request.deps, request.params.callId, versionRead(request), request.body)),
  })

  app.put('/api/v1/calls/:callId/deadline', {
    config: { access, refusals: ['call_transition', 'call_deadline_past'], versioned: true },
    schema: {
      operationId: 'moveDeadline',
      tags,
      summary: 'Move the deadline of a call that is not closed: later, or earlier to a moment to come',
      description: 'Everyone who holds a draft is told by mail.',
      params,
      body: CallDeadline,
      response: { 200: Call },
    },
    handler: async (request, reply) =>
      withVersion(reply, await moveDeadline(request.deps, request.params.callId, versionRead(request), request.body)),
  })

  app.post('/api/v1/calls/:callId/close', {
    config: { access, refusals: ['call_transition'] },
    schema: {
      operationId: 'closeCall',
      tags,
      summary: 'Close an open call now, without grace',
      description:
        'Once this is answered, no file comes in but by an access code or an extension. Everyone who holds a draft is told by mail.',
      params,
      response: { 200: Call },
    },
    handler: async (request, reply) => withVersion(reply, await closeCall(request.deps, request.params.callId)),
  })

  app.post('/api/v1/calls/:callId/reopen', {
    config: {
      access,
      refusals: ['call_transition', 'call_deadline_past', 'decisions_published', 'season_not_open'],
      versioned: true,
    },
    schema: {
      operationId: 'reopenCall',
      tags,
      summary: 'Open a closed call again, until a new deadline',
      description: 'Everyone who holds a draft or a file that has no answer yet is told by mail.',
      params,
      body: CallDeadline,
      response: { 200: Call },
    },
    handler: async (request, reply) =>
      withVersion(reply, await reopenCall(request.deps, request.params.callId, versionRead(request), request.body)),
  })
}
