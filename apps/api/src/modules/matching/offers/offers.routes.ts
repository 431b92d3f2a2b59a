import {
  Id,
  OffersSummary,
  OwnPlace,
  page,
  PageQuery,
  PlaceAnswer,
  RunWishes,
  TeamClosing,
  TeamOffers,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn } from '../../../platform/access/access.ts'
import { seasonScope } from '../../seasons/index.ts'
import { runScope } from '../run.scope.ts'
import { teamPlace } from '../team-time.repository.ts'
import { listTeamOffers } from './board.repository.ts'
import { answerOwnPlace, closeTeamOf, readOffersSummary, readOwnPlaces, recordAnswer } from './offers.service.ts'
import { readRunWishes } from './wishes.service.ts'

const tags = ['teams']
const ofSeason = z.object({ seasonId: Id })
const ofTeam = z.object({ teamId: Id })

export const offersRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/me/places', {
    config: { access: signedIn },
    schema: {
      operationId: 'listMyPlaces',
      tags,
      summary: 'The places in teams that I was offered, and what I answered',
      response: { 200: z.array(OwnPlace) },
    },
    handler: (request) => readOwnPlaces(request.deps),
  })

  app.post('/api/v1/me/places/:teamId/answer', {
    config: { access: signedIn, refusals: ['not_found', 'place_transition', 'season_not_open'] },
    schema: {
      operationId: 'answerPlace',
      tags,
      summary: 'Accept or decline a place, or give up one that I had accepted',
      description: 'Also possible after the moment asked for, as long as the place was not given to someone else.',
      params: ofTeam,
      body: PlaceAnswer,
      response: { 201: z.array(OwnPlace) },
    },
    handler: (request) => answerOwnPlace(request.deps, request.params.teamId, request.body),
  })

  app.get('/api/v1/seasons/:seasonId/team-offers', {
    config: { access: can('matching.manage', seasonScope) },
    schema: {
      operationId: 'listTeamOffers',
      tags,
      summary: 'Teams with who accepted, who has not answered and who is gone',
      params: ofSeason,
      querystring: PageQuery,
      response: { 200: page(TeamOffers) },
    },
    handler: (request) => listTeamOffers(request.deps.db, request.params.seasonId, request.query, request.deps.now()),
  })

  app.get('/api/v1/seasons/:seasonId/team-offers/summary', {
    config: { access: can('matching.manage', seasonScope) },
    schema: {
      operationId: 'readOffersSummary',
      tags,
      summary: 'How many accepted, wait, are late or gone, and how many places are free',
      params: ofSeason,
      response: { 200: OffersSummary },
    },
    handler: (request) => readOffersSummary(request.deps, request.params.seasonId),
  })

  app.post('/api/v1/teams/:teamId/members/:personId/answer', {
    config: { access: can('matching.manage', teamPlace), refusals: ['place_transition', 'season_not_open'] },
    schema: {
      operationId: 'recordPlaceAnswer',
      tags,
      summary: 'Write down what someone answered otherwise, or free their place',
      params: ofTeam.extend({ personId: Id }),
      body: PlaceAnswer,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await recordAnswer(request.deps, request.params.teamId, request.params.personId, request.body)
      return reply.code(204).send(null)
    },
  })

  app.post('/api/v1/teams/:teamId/close', {
    config: { access: can('matching.manage', teamPlace), refusals: ['team_closed', 'season_not_open'] },
    schema: {
      operationId: 'closeTeam',
      tags,
      summary: 'The project of this team no longer runs: its people are told why, and are to be given other places',
      params: ofTeam,
      body: TeamClosing,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await closeTeamOf(request.deps, request.params.teamId, request.body.words)
      return reply.code(204).send(null)
    },
  })

  app.get('/api/v1/matching-runs/:runId/wishes', {
    config: { access: can('matching.manage', runScope) },
    schema: {
      operationId: 'readRunWishes',
      tags: ['matching'],
      summary:
        'Whose wishes a run did not count: given after it began, never given, or of people and projects gone since',
      params: z.object({ runId: Id }),
      response: { 200: RunWishes },
    },
    handler: (request) => readRunWishes(request.deps.db, request.params.runId),
  })
}
