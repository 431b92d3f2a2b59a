import {
  HelpChannelState,
  HelpEnd,
  HelpMessage,
  HelpRequest,
  HelpRequestDetails,
  HelpRequestDraft,
  HelpRequestQuery,
  HelpText,
  Id,
  page,
  PageQuery,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../platform/access/access.ts'
import { seasonScope } from '../seasons/index.ts'
import { listHelpMessages } from './help.repository.ts'
import {
  answerHelpRequest,
  askForHelp,
  claimHelpRequest,
  endHelpRequest,
  listHelpChannels,
  listSeasonHelp,
  listTeamHelp,
  readHelpRequest,
  releaseHelpRequest,
  writeHelpMessage,
} from './help.service.ts'
import { helpScope, teamScope } from './mentoring.scope.ts'

const tags = ['mentoring']
const ofTeam = z.object({ teamId: Id })
const ofSeason = z.object({ seasonId: Id })
const ofRequest = z.object({ helpRequestId: Id })

/** Questions of teams, from the asking to the closing. */
export const helpRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post('/api/v1/teams/:teamId/help-requests', {
    config: { access: can('help.ask', teamScope), refusals: ['season_not_open'] },
    schema: {
      operationId: 'askForHelp',
      tags,
      summary: 'Ask a question in the channel of a skill',
      description: 'Those who answer in this channel are told by mail, each on their own.',
      params: ofTeam,
      body: HelpRequestDraft,
      response: { 201: HelpRequestDetails },
    },
    handler: (request) => askForHelp(request.deps, request.params.teamId, request.body),
  })

  app.get('/api/v1/teams/:teamId/help-requests', {
    config: { access: can('help.read', teamScope) },
    schema: {
      operationId: 'listTeamHelpRequests',
      tags,
      summary: 'The questions of a team, newest first',
      params: ofTeam,
      querystring: PageQuery,
      response: { 200: page(HelpRequest) },
    },
    handler: (request) => listTeamHelp(request.deps, request.params.teamId, request.query),
  })

  app.get('/api/v1/seasons/:seasonId/help-channels', {
    config: { access: can('help.read', seasonScope) },
    schema: {
      operationId: 'listHelpChannels',
      tags,
      summary: 'The channels in use, mine first',
      params: ofSeason,
      response: { 200: z.array(HelpChannelState) },
    },
    handler: (request) => listHelpChannels(request.deps, request.params.seasonId),
  })

  app.get('/api/v1/seasons/:seasonId/help-requests', {
    config: { access: can('help.read', seasonScope) },
    schema: {
      operationId: 'listHelpRequests',
      tags,
      summary: 'The questions of a season, those waiting longest first',
      params: ofSeason,
      querystring: HelpRequestQuery,
      response: { 200: page(HelpRequest) },
    },
    handler: (request) => listSeasonHelp(request.deps, request.params.seasonId, request.query),
  })

  app.get('/api/v1/help-requests/:helpRequestId', {
    config: { access: can('help.read', helpScope) },
    schema: {
      operationId: 'readHelpRequest',
      tags,
      summary: 'A question, and what I may do with it now',
      params: ofRequest,
      response: { 200: HelpRequestDetails },
    },
    handler: (request) => readHelpRequest(request.deps, request.params.helpRequestId),
  })

  app.get('/api/v1/help-requests/:helpRequestId/messages', {
    config: { access: can('help.read', helpScope) },
    schema: {
      operationId: 'listHelpMessages',
      tags,
      summary: 'What was written under a question, oldest first',
      params: ofRequest,
      querystring: PageQuery,
      response: { 200: page(HelpMessage) },
    },
    handler: (request) => listHelpMessages(request.deps.db, request.params.helpRequestId, request.query),
  })

  app.post('/api/v1/help-requests/:helpRequestId/messages', {
    config: { access: can('help.write', helpScope), refusals: ['help_request_transition'] },
    schema: {
      operationId: 'writeHelpMessage',
      tags,
      summary: 'Write under a question',
      params: ofRequest,
      body: HelpText,
      response: { 201: HelpMessage },
    },
    handler: (request) => writeHelpMessage(request.deps, request.params.helpRequestId, request.body.text),
  })

  app.post('/api/v1/help-requests/:helpRequestId/claim', {
    config: { access: can('help.claim', helpScope), refusals: ['help_request_transition'] },
    schema: {
      operationId: 'claimHelpRequest',
      tags,
      summary: 'Take a question on',
      description: 'Of several people who do so at once, one succeeds. Nobody takes on a question of their own team.',
      params: ofRequest,
      response: { 200: HelpRequestDetails },
    },
    handler: (request) => claimHelpRequest(request.deps, request.params.helpRequestId),
  })

  app.post('/api/v1/help-requests/:helpRequestId/release', {
    config: { access: can('help.release', helpScope), refusals: ['help_request_transition'] },
    schema: {
      operationId: 'releaseHelpRequest',
      tags,
      summary: 'Give a question back, for somebody else to take on',
      params: ofRequest,
      response: { 200: HelpRequestDetails },
    },
    handler: (request) => releaseHelpRequest(request.deps, request.params.helpRequestId),
  })

  app.post('/api/v1/help-requests/:helpRequestId/answer', {
    config: { access: can('help.answer', helpScope), refusals: ['help_request_transition'] },
    schema: {
      operationId: 'answerHelpRequest',
      tags,
      summary: 'Answer a question that I took on',
      description: 'The members of the team are told by mail.',
      params: ofRequest,
      body: HelpText,
      response: { 200: HelpRequestDetails },
    },
    handler: (request) => answerHelpRequest(request.deps, request.params.helpRequestId, request.body.text),
  })

  app.post('/api/v1/help-requests/:helpRequestId/end', {
    config: { access: can('help.close', helpScope), refusals: ['help_request_transition'] },
    schema: {
      operationId: 'endHelpRequest',
      tags,
      summary: 'Close, ask again, or withdraw a question',
      params: ofRequest,
      body: HelpEnd,
      response: { 200: HelpRequestDetails },
    },
    handler: (request) => endHelpRequest(request.deps, request.params.helpRequestId, request.body.move),
  })
}
