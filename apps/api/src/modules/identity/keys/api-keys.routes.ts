import { ApiKey, Id, MadeApiKey, NewApiKey } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { signedIn } from '../../../platform/access/access.ts'
import { listMyKeys, makeMyKey, revokeMyKey } from './api-keys.service.ts'

const tags = ['identity']

export const apiKeysRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/me/keys', {
    config: { access: signedIn, keyScope: 'none' },
    schema: { operationId: 'listMyKeys', tags, summary: 'My API keys', response: { 200: z.array(ApiKey) } },
    handler: (request) => listMyKeys(request.deps),
  })

  app.post('/api/v1/me/keys', {
    config: { access: signedIn, keyScope: 'none', toldOnce: true, refusals: ['too_many_of_these'] },
    schema: {
      operationId: 'makeMyKey',
      tags,
      summary: 'Make an API key',
      description:
        'The answer is the only one that ever holds the key: it is kept as a hash, and this POST takes no Idempotency-Key. Its person is told by mail.',
      body: NewApiKey,
      response: { 201: MadeApiKey },
    },
    handler: async (request, reply) => reply.code(201).send(await makeMyKey(request.deps, request.body)),
  })

  app.delete('/api/v1/me/keys/:keyId', {
    config: { access: signedIn, keyScope: 'none', refusals: ['not_found'] },
    schema: {
      operationId: 'revokeMyKey',
      tags,
      summary: 'Revoke an API key',
      description: 'It opens nothing from this moment on.',
      params: z.object({ keyId: Id }),
      response: { 204: z.null().describe('Revoked.') },
    },
    handler: async (request, reply) => {
      await revokeMyKey(request.deps, request.params.keyId)
      return reply.code(204).send(null)
    },
  })
}
