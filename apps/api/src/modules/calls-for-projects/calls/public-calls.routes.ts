import { Id, page, PageQuery, PublicCall, PublicCallCard, Slug } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone } from '../../../platform/access/access.ts'
import { readPublicCall, readPublicCalls } from './calls.service.ts'

const tags = ['calls for projects']
const params = z.object({ slug: Slug })

export const publicCallsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/public/calls/:callId', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'readPublicCall',
      tags,
      summary: 'A published call',
      params: z.object({ callId: Id }),
      response: { 200: PublicCall },
    },
    handler: (request) => readPublicCall(request.deps, request.params.callId),
  })

  app.get('/api/v1/public/seasons/:slug/calls', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'listPublicCalls',
      tags,
      summary: 'Published calls of a season, the first to close first',
      params,
      querystring: PageQuery,
      response: { 200: page(PublicCallCard) },
    },
    handler: (request) => readPublicCalls(request.deps, request.params.slug, request.query),
  })
}
