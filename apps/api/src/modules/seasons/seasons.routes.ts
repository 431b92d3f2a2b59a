import {
  Id,
  OrganisedSeason,
  page,
  PageQuery,
  PublicSeason,
  PublicSeasonCard,
  Season,
  SeasonChange,
  SeasonDetails,
  SeasonDraft,
  SeasonMove,
  Slug,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone, can, signedIn } from '../../platform/access/access.ts'
import { reachOf } from '../../platform/access/policy.rules.ts'
import { versionRead, withVersion } from '../../platform/http/versions.ts'
import { delegationScope } from '../delegations/index.ts'
import { seasonScope } from './season.scope.ts'
import { listOrganisedSeasons, listPublicSeasons, listSeasons } from './seasons.repository.ts'
import { changeSeason, createSeason, moveSeason, readPublicSeason, readSeason } from './seasons.service.ts'

const tags = ['seasons']
const params = z.object({ seasonId: Id })

export const seasonsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/public/seasons', {
    config: { access: anyone },
    schema: {
      operationId: 'listPublicSeasons',
      tags,
      summary: 'Published seasons, the latest first',
      querystring: PageQuery,
      response: { 200: page(PublicSeasonCard) },
    },
    handler: (request) => listPublicSeasons(request.deps.db, request.query),
  })

  app.get('/api/v1/public/seasons/:slug', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'readPublicSeason',
      tags,
      summary: 'A published season and its timeline',
      params: z.object({ slug: Slug }),
      response: { 200: PublicSeason },
    },
    handler: (request) => readPublicSeason(request.deps, request.params.slug),
  })

  app.get('/api/v1/me/seasons', {
    config: { access: signedIn },
    schema: {
      operationId: 'listMySeasons',
      tags,
      summary: 'The seasons that I organise, newest first',
      querystring: PageQuery,
      response: { 200: page(OrganisedSeason) },
    },
    handler: (request) =>
      listOrganisedSeasons(request.deps.db, reachOf(request.deps.actor.grants, 'season.manage'), request.query),
  })

  app.get('/api/v1/delegations/:delegationId/seasons', {
    config: { access: can('delegation.read', delegationScope) },
    schema: {
      operationId: 'listSeasons',
      tags,
      summary: 'Seasons of a delegation, newest first',
      params: z.object({ delegationId: Id }),
      querystring: PageQuery,
      response: { 200: page(Season) },
    },
    handler: (request) => listSeasons(request.deps.db, request.params.delegationId, request.query),
  })

  app.post('/api/v1/delegations/:delegationId/seasons', {
    config: { access: can('season.manage', delegationScope), refusals: ['already_exists'] },
    schema: {
      operationId: 'createSeason',
      tags,
      summary: 'Make a season from a preset',
      description: 'The preset lays out phases and sessions from the start day, in the zone of the delegation.',
      params: z.object({ delegationId: Id }),
      body: SeasonDraft,
      response: { 201: Season },
    },
    handler: (request) => createSeason(request.deps, request.params.delegationId, request.body),
  })

  app.get('/api/v1/seasons/:seasonId', {
    config: { access: can('season.read', seasonScope) },
    schema: {
      operationId: 'readSeason',
      tags,
      summary: 'A season and its timeline',
      params,
      response: { 200: SeasonDetails },
    },
    handler: async (request, reply) => withVersion(reply, await readSeason(request.deps, request.params.seasonId)),
  })

  app.put('/api/v1/seasons/:seasonId', {
    config: {
      access: can('season.manage', seasonScope),
      versioned: true,
      refusals: ['capacity_below_confirmed'],
    },
    schema: {
      operationId: 'changeSeason',
      tags,
      summary: 'Change a season',
      params,
      body: SeasonChange,
      response: { 200: Season },
    },
    handler: async (request, reply) =>
      withVersion(reply, await changeSeason(request.deps, request.params.seasonId, versionRead(request), request.body)),
  })

  app.post('/api/v1/seasons/:seasonId/status', {
    config: { access: can('season.manage', seasonScope), refusals: ['season_transition'] },
    schema: {
      operationId: 'moveSeason',
      tags,
      summary: 'Publish, close or reopen a season',
      params,
      body: SeasonMove,
      response: { 200: Season },
    },
    handler: async (request, reply) =>
      withVersion(reply, await moveSeason(request.deps, request.params.seasonId, request.body.to)),
  })
}
