import { Call, CallDraft, CallRow, CriteriaChange, Id, page, PageQuery } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { seasonScope } from '../../seasons/index.ts'
import { callScope } from '../call.scope.ts'
import { changeCall, changeCriteria, createCall, publishCall, readCall, readCalls } from './calls.service.ts'

const tags = ['calls for projects']
const params = z.object({ callId: Id })

export const callsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/calls', {
    config: { access: can('call.manage', seasonScope) },
    schema: {
      operationId: 'listCalls',
      tags,
      summary: 'Calls of a season, newest first',
      params: z.object({ seasonId: Id }),
      querystring: PageQuery,
      response: { 200: page(CallRow) },
    },
    handler: (request) => readCalls(request.deps, request.params.seasonId, request.query),
  })

  app.post('/api/v1/seasons/:seasonId/calls', {
    config: { access: can('call.manage', seasonScope) },
    schema: {
      operationId: 'createCall',
      tags,
      summary: 'Make a call, as a draft',
      description:
        'Days and hours are those of the wall clock in `timeZone`. The call closes when the minute of `closes` ends. At a change of clock, doubt is in favour of those who submit: the earlier instant opens, the later closes.',
      params: z.object({ seasonId: Id }),
      body: CallDraft,
      response: { 201: Call },
    },
    handler: async (request, reply) =>
      withVersion(reply, await createCall(request.deps, request.params.seasonId, request.body)),
  })

  app.get('/api/v1/calls/:callId', {
    config: { access: can('call.manage', callScope) },
    schema: {
      operationId: 'readCall',
      tags,
      summary: 'A call, as its organisers see it',
      params,
      response: { 200: Call },
    },
    handler: async (request, reply) => withVersion(reply, await readCall(request.deps, request.params.callId)),
  })

  app.put('/api/v1/calls/:callId', {
    config: { access: can('call.manage', callScope), refusals: ['call_published'], versioned: true },
    schema: {
      operationId: 'changeCall',
      tags,
      summary: 'Change a call that is not published',
      params,
      body: CallDraft,
      response: { 200: Call },
    },
    handler: async (request, reply) =>
      withVersion(reply, await changeCall(request.deps, request.params.callId, versionRead(request), request.body)),
  })

  app.put('/api/v1/calls/:callId/criteria', {
    config: { access: can('call.manage', callScope), refusals: ['criteria_frozen'], versioned: true },
    schema: {
      operationId: 'changeCriteria',
      tags,
      summary: 'Change the criteria, as long as no review was begun',
      params,
      body: CriteriaChange,
      response: { 200: Call },
    },
    handler: async (request, reply) =>
      withVersion(
        reply,
        await changeCriteria(request.deps, request.params.callId, versionRead(request), request.body.criteria),
      ),
  })

  app.post('/api/v1/calls/:callId/publish', {
    config: {
      access: can('call.manage', callScope),
      refusals: ['call_transition', 'season_not_open', 'call_deadline_past'],
    },
    schema: {
      operationId: 'publishCall',
      tags,
      summary: 'Show a call to everyone; it opens and closes by itself',
      params,
      response: { 200: Call },
    },
    handler: async (request, reply) => withVersion(reply, await publishCall(request.deps, request.params.callId)),
  })
}
