import {
  AccessCode,
  AccessCodeDraft,
  AccessCodeEntry,
  CallAccess,
  Extension,
  ExtensionDraft,
  Id,
  page,
  PageQuery,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn } from '../../../platform/access/access.ts'
import { callScope } from '../call.scope.ts'
import {
  extend,
  makeCode,
  readAccess,
  readCodes,
  readExtensions,
  redeemCode,
  stopCode,
  takeBackExtension,
} from './late-rights.service.ts'

const tags = ['late files']
const params = z.object({ callId: Id })
const access = can('call.manage', callScope)

export const lateRightsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/calls/:callId/access-codes', {
    config: { access },
    schema: {
      operationId: 'listAccessCodes',
      tags,
      summary: 'Codes that open the call for late files, newest first',
      params,
      querystring: PageQuery,
      response: { 200: page(AccessCode) },
    },
    handler: (request) => readCodes(request.deps, request.params.callId, request.query),
  })

  app.post('/api/v1/calls/:callId/access-codes', {
    config: { access, refusals: ['decisions_published'] },
    schema: {
      operationId: 'makeAccessCode',
      tags,
      summary: 'Make a code for late files',
      params,
      body: AccessCodeDraft,
      response: { 201: AccessCode },
    },
    handler: (request) => makeCode(request.deps, request.params.callId, request.body),
  })

  app.post('/api/v1/calls/:callId/access-codes/:codeId/end', {
    config: { access, refusals: ['decisions_published'] },
    schema: {
      operationId: 'endAccessCode',
      tags,
      summary: 'End a code: nobody uses it any more, and those who did have no more time than others',
      params: z.object({ callId: Id, codeId: Id }),
      response: { 200: AccessCode },
    },
    handler: (request) => stopCode(request.deps, request.params.callId, request.params.codeId),
  })

  app.get('/api/v1/calls/:callId/extensions', {
    config: { access },
    schema: {
      operationId: 'listExtensions',
      tags,
      summary: 'Who was given more time, the last first',
      params,
      querystring: PageQuery,
      response: { 200: page(Extension) },
    },
    handler: (request) => readExtensions(request.deps, request.params.callId, request.query),
  })

  app.post('/api/v1/calls/:callId/extensions', {
    config: { access, refusals: ['decisions_published'] },
    schema: {
      operationId: 'giveExtension',
      tags,
      summary: 'Give one person more time; they are told by mail',
      params,
      body: ExtensionDraft,
      response: { 201: Extension },
    },
    handler: (request) => extend(request.deps, request.params.callId, request.body),
  })

  app.delete('/api/v1/calls/:callId/extensions/:extensionId', {
    config: { access, refusals: ['decisions_published'] },
    schema: {
      operationId: 'takeBackExtension',
      tags,
      summary: 'Take back the time that was given',
      params: z.object({ callId: Id, extensionId: Id }),
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await takeBackExtension(request.deps, request.params.callId, request.params.extensionId)
      return reply.code(204).send(null)
    },
  })

  app.get('/api/v1/calls/:callId/access', {
    config: { access: signedIn, refusals: ['not_found'] },
    schema: {
      operationId: 'readCallAccess',
      tags,
      summary: 'Until when I may answer this call, and whether I may begin now',
      params,
      response: { 200: CallAccess },
    },
    handler: (request) => readAccess(request.deps, request.params.callId),
  })

  app.post('/api/v1/calls/:callId/access', {
    config: {
      access: signedIn,
      refusals: [
        'not_found',
        'season_not_open',
        'decisions_published',
        'access_code_unknown',
        'access_code_expired',
        'access_code_used_up',
      ],
    },
    schema: {
      operationId: 'redeemAccessCode',
      tags,
      summary: 'Use an access code: it gives me the right to begin and submit until it expires',
      params,
      body: AccessCodeEntry,
      response: { 201: CallAccess },
    },
    handler: (request) => redeemCode(request.deps, request.params.callId, request.body.code),
  })
}
