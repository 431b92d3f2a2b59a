import { Id, SeasonSite, SeasonSiteDraft } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { seasonScope } from '../season.scope.ts'
import { findSeasonSites } from './season-sites.repository.ts'
import { addSeasonSite, changeSeasonSite, removeSeasonSite } from './season-sites.service.ts'

const tags = ['seasons']
const params = z.object({ seasonId: Id })
const siteParams = params.extend({ siteId: Id })

export const seasonSitesRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/sites', {
    config: { access: can('season.read', seasonScope) },
    schema: {
      operationId: 'listSeasonSites',
      tags,
      summary: 'Where a season happens, in the order in which the sites were added',
      params,
      response: { 200: z.array(SeasonSite) },
    },
    handler: (request) => findSeasonSites(request.deps.db, request.params.seasonId),
  })

  app.post('/api/v1/seasons/:seasonId/sites', {
    config: { access: can('season.manage', seasonScope), refusals: ['already_exists'] },
    schema: {
      operationId: 'addSeasonSite',
      tags,
      summary: 'Add a site, or being remote',
      params,
      body: SeasonSiteDraft,
      response: { 201: SeasonSite },
    },
    handler: async (request, reply) =>
      withVersion(reply, await addSeasonSite(request.deps, request.params.seasonId, request.body)),
  })

  app.put('/api/v1/seasons/:seasonId/sites/:siteId', {
    config: {
      access: can('season.manage', seasonScope),
      versioned: true,
      refusals: ['already_exists', 'capacity_below_confirmed'],
    },
    schema: {
      operationId: 'changeSeasonSite',
      tags,
      summary: 'Change a site',
      params: siteParams,
      body: SeasonSiteDraft,
      response: { 200: SeasonSite },
    },
    handler: async (request, reply) => {
      const { seasonId, siteId } = request.params
      return withVersion(
        reply,
        await changeSeasonSite(request.deps, seasonId, siteId, versionRead(request), request.body),
      )
    },
  })

  app.delete('/api/v1/seasons/:seasonId/sites/:siteId', {
    config: { access: can('season.manage', seasonScope), refusals: ['site_in_use'] },
    schema: {
      operationId: 'removeSeasonSite',
      tags,
      summary: 'Remove a site that nobody and nothing needs',
      params: siteParams,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await removeSeasonSite(request.deps, request.params.seasonId, request.params.siteId)
      return reply.code(204).send(null)
    },
  })
}
