import { Id, Invitation, InvitationDraft, page, PageQuery, Role, RoleGrant } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../platform/access/access.ts'
import { invite, listInvitations, listRoles } from '../delegations/index.ts'
import { seasonScope } from './season.scope.ts'
import { readSeason } from './seasons.service.ts'

const tags = ['seasons']
const params = z.object({ seasonId: Id })

/** Those who have a role in a season: organisers, reviewers, coaches, mentors, jurors. */
export const seasonPeopleRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/roles', {
    config: { access: can('season.manage', seasonScope) },
    schema: {
      operationId: 'listSeasonRoles',
      tags,
      summary: 'Who has which role in a season',
      params,
      querystring: PageQuery.extend({ role: Role.optional() }),
      response: { 200: page(RoleGrant) },
    },
    handler: (request) => listRoles(request.deps.db, 'season', request.params.seasonId, request.query),
  })

  app.get('/api/v1/seasons/:seasonId/invitations', {
    config: { access: can('season.manage', seasonScope) },
    schema: {
      operationId: 'listSeasonInvitations',
      tags,
      summary: 'Invitations to a season, newest first',
      params,
      querystring: PageQuery,
      response: { 200: page(Invitation) },
    },
    handler: (request) => listInvitations(request.deps.db, 'season', request.params.seasonId, request.query),
  })

  app.post('/api/v1/seasons/:seasonId/invitations', {
    config: { keyScope: 'none', access: can('season.manage', seasonScope) },
    schema: {
      operationId: 'inviteToSeason',
      tags,
      summary: 'Invite a reviewer, a coach, a mentor or a juror by mail',
      description: 'Answers the same whether the address has an account or not.',
      params,
      body: InvitationDraft,
      response: { 201: Invitation },
    },
    handler: async (request) => {
      const season = await readSeason(request.deps, request.params.seasonId)
      return invite(request.deps, {
        ...request.body,
        scopeKind: 'season',
        scopeId: season.id,
        delegationId: season.delegationId,
        placeName: season.name,
      })
    },
  })
}
