import {
  Award,
  AwardDraft,
  Deliberation,
  DeliberationDraft,
  Id,
  page,
  PageQuery,
  PublicResults,
  SeasonRanking,
  Slug,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone, can } from '../../platform/access/access.ts'
import { versionRead, withVersion } from '../../platform/http/versions.ts'
import { seasonScope } from '../seasons/index.ts'
import { addAward, changeAward, removeAward } from './awards.service.ts'
import { awardScope } from './judging.scope.ts'
import { readRanking } from './ranking.service.ts'
import { listAwards } from './results.repository.ts'
import { deliberate, publishResults, readDeliberation, readPublicResults } from './results.service.ts'

const tags = ['results']
const inSeason = z.object({ seasonId: Id })
const ofAward = z.object({ awardId: Id })

export const resultsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/ranking', {
    config: { access: can('judging.manage', seasonScope) },
    schema: {
      operationId: 'readRanking',
      tags,
      summary: 'The sent score sheets ranked by every method, with severity and uncertainty',
      params: inSeason,
      response: { 200: SeasonRanking },
    },
    handler: (request) => readRanking(request.deps.db, request.params.seasonId),
  })

  app.get('/api/v1/seasons/:seasonId/awards', {
    config: { access: can('judging.manage', seasonScope) },
    schema: {
      operationId: 'listAwards',
      tags,
      summary: 'Awards of a season, oldest first',
      params: inSeason,
      querystring: PageQuery,
      response: { 200: page(Award) },
    },
    handler: (request) => listAwards(request.deps.db, request.params.seasonId, request.query),
  })

  app.post('/api/v1/seasons/:seasonId/awards', {
    config: { access: can('judging.manage', seasonScope), refusals: ['results_published'] },
    schema: {
      operationId: 'addAward',
      tags,
      summary: 'Add an award',
      params: inSeason,
      body: AwardDraft,
      response: { 201: Award },
    },
    handler: (request) => addAward(request.deps, request.params.seasonId, request.body),
  })

  app.put('/api/v1/awards/:awardId', {
    config: { access: can('judging.manage', awardScope), refusals: ['results_published'] },
    schema: {
      operationId: 'changeAward',
      tags,
      summary: 'Change an award, or give it to a team',
      params: ofAward,
      body: AwardDraft,
      response: { 200: Award },
    },
    handler: (request) => changeAward(request.deps, request.params.awardId, request.body),
  })

  app.delete('/api/v1/awards/:awardId', {
    config: { access: can('judging.manage', awardScope), refusals: ['results_published'] },
    schema: {
      operationId: 'removeAward',
      tags,
      summary: 'Remove an award',
      params: ofAward,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await removeAward(request.deps, request.params.awardId)
      return reply.code(204).send(null)
    },
  })

  app.get('/api/v1/seasons/:seasonId/deliberation', {
    config: { access: can('judging.manage', seasonScope) },
    schema: {
      operationId: 'readDeliberation',
      tags,
      summary: 'What the jury decided about the final order',
      params: inSeason,
      response: { 200: Deliberation },
    },
    handler: async (request, reply) =>
      withVersion(reply, await readDeliberation(request.deps.db, request.params.seasonId)),
  })

  app.put('/api/v1/seasons/:seasonId/deliberation', {
    config: { access: can('judging.manage', seasonScope), refusals: ['results_published'], versioned: true },
    schema: {
      operationId: 'deliberate',
      tags,
      summary: 'Decide the method and the final order',
      description:
        'An order that differs from the computed one needs a reason. If-Match is "0" for the first decision.',
      params: inSeason,
      body: DeliberationDraft,
      response: { 200: Deliberation },
    },
    handler: async (request, reply) =>
      withVersion(reply, await deliberate(request.deps, request.params.seasonId, versionRead(request), request.body)),
  })

  app.post('/api/v1/seasons/:seasonId/results/publish', {
    config: { access: can('judging.manage', seasonScope), refusals: ['results_published', 'results_incomplete'] },
    schema: {
      operationId: 'publishResults',
      tags,
      summary: 'Publish the final order and the awards, in one act, once',
      description: 'Every member of a team gets a mail.',
      params: inSeason,
      response: { 200: Deliberation },
    },
    handler: async (request, reply) => withVersion(reply, await publishResults(request.deps, request.params.seasonId)),
  })

  app.get('/api/v1/public/seasons/:slug/results', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'readPublicResults',
      tags,
      summary: 'Published places and awards of a season',
      params: z.object({ slug: Slug }),
      response: { 200: PublicResults },
    },
    handler: (request) => readPublicResults(request.deps.db, request.params.slug),
  })
}
