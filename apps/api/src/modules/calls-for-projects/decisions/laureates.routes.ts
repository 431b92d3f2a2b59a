import { Id, Laureate, page, PageQuery, Slug } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone } from '../../../platform/access/access.ts'
import type { PageOf } from '../../../platform/db/pages.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { findPublicSeason } from '../../seasons/index.ts'
import { findPublishedCall } from '../calls/calls.repository.ts'
import { listLaureates } from './laureates.repository.ts'

const tags = ['calls for projects']

export const laureatesRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/public/seasons/:slug/laureates', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'listLaureates',
      tags,
      summary: 'Accepted submissions of a season, once decisions are published',
      params: z.object({ slug: Slug }),
      querystring: PageQuery,
      response: { 200: page(Laureate) },
    },
    handler: (request) => ofSeason(request.deps, request.params.slug, request.query),
  })

  app.get('/api/v1/public/calls/:callId/laureates', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'listCallLaureates',
      tags,
      summary: 'Accepted submissions of a call, once its decisions are published',
      params: z.object({ callId: Id }),
      querystring: PageQuery,
      response: { 200: page(Laureate) },
    },
    handler: (request) => ofCall(request.deps, request.params.callId, request.query),
  })
}

async function ofSeason({ db }: Pick<Deps, 'db'>, slug: string, asked: PageOf) {
  const found = await findPublicSeason(db, slug)
  if (!found) throw new AppError('not_found', 'There is no such season.')
  return listLaureates(db, { seasonId: found.season.id }, asked)
}

async function ofCall({ db }: Pick<Deps, 'db'>, callId: string, asked: PageOf) {
  if (!(await findPublishedCall(db, callId))) throw new AppError('not_found', 'There is no such call.')
  return listLaureates(db, { callId }, asked)
}
