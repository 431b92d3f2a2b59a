import {
  Id,
  OwnTeamInvitation,
  page,
  PageQuery,
  TeamCandidate,
  TeamInvitation,
  TeamInvitationAnswer,
  TeamInvitationDraft,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn } from '../../../platform/access/access.ts'
import { teamPlace } from '../team-time.repository.ts'
import { listCandidates } from './candidates.service.ts'
import { answerOwnInvitation, inviteToTeam, readOwnInvitations } from './invitations.service.ts'

const tags = ['teams']
const ofTeam = z.object({ teamId: Id })
const Source = z.enum(['not_placed', 'waiting_list', 'network'])

export const invitationsToTeamsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/teams/:teamId/candidates', {
    config: { access: can('matching.manage', teamPlace) },
    schema: {
      operationId: 'listTeamCandidates',
      tags,
      summary: 'Who could take a free place: people without one, the waiting list, the network',
      description:
        'Of the network, those who agreed to be asked, can help from afar and have a skill that the team lacks.',
      params: ofTeam,
      querystring: PageQuery.extend({ source: Source }),
      response: { 200: page(TeamCandidate) },
    },
    handler: (request) => listCandidates(request.deps.db, request.params.teamId, request.query),
  })

  app.post('/api/v1/teams/:teamId/invitations', {
    config: {
      access: can('matching.manage', teamPlace),
      refusals: ['team_closed', 'already_exists', 'season_not_open'],
    },
    schema: {
      operationId: 'inviteToTeam',
      tags,
      summary: 'Ask someone of the network, by a mail that Essor sends; nobody is asked twice for a season',
      params: ofTeam,
      body: TeamInvitationDraft,
      response: { 201: TeamInvitation },
    },
    handler: (request) => inviteToTeam(request.deps, request.params.teamId, request.body),
  })

  app.get('/api/v1/me/team-invitations', {
    config: { access: signedIn },
    schema: {
      operationId: 'listMyTeamInvitations',
      tags,
      summary: 'Where I was asked to lend a hand',
      response: { 200: z.array(OwnTeamInvitation) },
    },
    handler: (request) => readOwnInvitations(request.deps),
  })

  app.post('/api/v1/me/team-invitations/:invitationId/answer', {
    config: { access: signedIn, refusals: ['not_found', 'invitation_not_open', 'season_full', 'season_not_open'] },
    schema: {
      operationId: 'answerTeamInvitation',
      tags,
      summary: 'Say yes, and be enrolled in the season at once; or say no',
      params: z.object({ invitationId: Id }),
      body: TeamInvitationAnswer,
      response: { 201: z.array(OwnTeamInvitation) },
    },
    handler: (request) => answerOwnInvitation(request.deps, request.params.invitationId, request.body),
  })
}
