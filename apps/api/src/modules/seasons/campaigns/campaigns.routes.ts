import {
  Campaign,
  CampaignCard,
  CampaignDraft,
  CampaignJoining,
  CampaignMove,
  EveningMove,
  Id,
  page,
  PageQuery,
  PublicCampaign,
  PublicSeasonCampaign,
  SeasonCampaign,
  Slug,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone, can, wholeNetwork } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { seasonScope } from '../season.scope.ts'
import { readPublicCampaign } from './campaign-board.service.ts'
import {
  joinCampaign,
  leaveCampaign,
  readPublicSeasonCampaign,
  readSeasonCampaign,
} from './campaign-seasons.service.ts'
import { listShownCampaigns } from './campaigns.repository.ts'
import {
  changeCampaign,
  createCampaign,
  moveCampaign,
  moveEvening,
  readCampaign,
  readCampaigns,
} from './campaigns.service.ts'

const tags = ['campaigns']
const params = z.object({ campaignId: Id })
const ofSeason = z.object({ seasonId: Id })

export const campaignsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/public/campaigns', {
    config: { access: anyone },
    schema: {
      operationId: 'listPublicCampaigns',
      tags,
      summary: 'Published campaigns, the latest first',
      querystring: PageQuery,
      response: { 200: page(CampaignCard) },
    },
    handler: (request) => listShownCampaigns(request.deps.db, request.query),
  })

  app.get('/api/v1/public/campaigns/:slug', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'readPublicCampaign',
      tags,
      summary: 'A campaign with where each of its seasons stands',
      params: z.object({ slug: Slug }),
      response: { 200: PublicCampaign },
    },
    handler: (request) => readPublicCampaign(request.deps, request.params.slug),
  })

  app.get('/api/v1/public/seasons/:slug/campaign', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'readPublicSeasonCampaign',
      tags,
      summary: 'The campaign that a published season takes part in, if any',
      params: z.object({ slug: Slug }),
      response: { 200: PublicSeasonCampaign },
    },
    handler: (request) => readPublicSeasonCampaign(request.deps.db, request.params.slug),
  })

  app.get('/api/v1/campaigns', {
    config: { access: can('network.manage', wholeNetwork) },
    schema: {
      operationId: 'listCampaigns',
      tags,
      summary: 'Campaigns of the network, drafts too, newest first',
      querystring: PageQuery,
      response: { 200: page(Campaign) },
    },
    handler: (request) => readCampaigns(request.deps.db, request.query),
  })

  app.post('/api/v1/campaigns', {
    config: { access: can('network.manage', wholeNetwork), refusals: ['already_exists'] },
    schema: {
      operationId: 'createCampaign',
      tags,
      summary: 'Make a campaign, as a draft',
      body: CampaignDraft,
      response: { 201: Campaign },
    },
    handler: (request) => createCampaign(request.deps, request.body),
  })

  app.get('/api/v1/campaigns/:campaignId', {
    config: { access: can('network.manage', wholeNetwork), refusals: ['not_found'] },
    schema: {
      operationId: 'readCampaign',
      tags,
      summary: 'A campaign as the network’s admins see it',
      params,
      response: { 200: Campaign },
    },
    handler: async (request, reply) =>
      withVersion(reply, await readCampaign(request.deps.db, request.params.campaignId)),
  })

  app.put('/api/v1/campaigns/:campaignId', {
    config: { access: can('network.manage', wholeNetwork), versioned: true, refusals: ['already_exists'] },
    schema: {
      operationId: 'changeCampaign',
      tags,
      summary: 'Change a campaign',
      params,
      body: CampaignDraft,
      response: { 200: Campaign },
    },
    handler: async (request, reply) =>
      withVersion(
        reply,
        await changeCampaign(request.deps, request.params.campaignId, versionRead(request), request.body),
      ),
  })

  app.post('/api/v1/campaigns/:campaignId/status', {
    config: { access: can('network.manage', wholeNetwork), refusals: ['not_found', 'campaign_transition'] },
    schema: {
      operationId: 'moveCampaign',
      tags,
      summary: 'Publish, close or reopen a campaign',
      params,
      body: CampaignMove,
      response: { 200: Campaign },
    },
    handler: async (request, reply) =>
      withVersion(reply, await moveCampaign(request.deps, request.params.campaignId, request.body.to)),
  })

  app.post('/api/v1/campaigns/:campaignId/evening', {
    config: { access: can('network.manage', wholeNetwork), refusals: ['not_found', 'campaign_transition'] },
    schema: {
      operationId: 'moveEvening',
      tags,
      summary: 'Say that the national evening is live, or over',
      params,
      body: EveningMove,
      response: { 200: Campaign },
    },
    handler: async (request, reply) =>
      withVersion(reply, await moveEvening(request.deps, request.params.campaignId, request.body.to)),
  })

  app.get('/api/v1/seasons/:seasonId/campaign', {
    config: { access: can('season.manage', seasonScope) },
    schema: {
      operationId: 'readSeasonCampaign',
      tags,
      summary: 'The campaign of a season, and where their days do not fit',
      params: ofSeason,
      response: { 200: SeasonCampaign },
    },
    handler: (request) => readSeasonCampaign(request.deps.db, request.params.seasonId),
  })

  app.put('/api/v1/seasons/:seasonId/campaign', {
    config: { access: can('season.manage', seasonScope), refusals: ['campaign_not_open', 'season_not_open'] },
    schema: {
      operationId: 'joinCampaign',
      tags,
      summary: 'Join a published campaign; one that it was in before is left',
      params: ofSeason,
      body: CampaignJoining,
      response: { 200: SeasonCampaign },
    },
    handler: (request) => joinCampaign(request.deps, request.params.seasonId, request.body.campaignId),
  })

  app.delete('/api/v1/seasons/:seasonId/campaign', {
    config: { access: can('season.manage', seasonScope) },
    schema: {
      operationId: 'leaveCampaign',
      tags,
      summary: 'Leave the campaign; the season goes on by itself',
      params: ofSeason,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await leaveCampaign(request.deps, request.params.seasonId)
      return reply.code(204).send(null)
    },
  })
}
