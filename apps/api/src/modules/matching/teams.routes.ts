import { Id, OwnTeam, page, PageQuery, PublicProject, PublicTeam, Slug, Team } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone, can, signedIn } from '../../platform/access/access.ts'
import { personOf } from '../../platform/deps.ts'
import { seasonScope } from '../seasons/index.ts'
import { listOwnTeams, listTeams } from './teams.repository.ts'
import { listPublicProjects, listPublicTeams } from './teams.service.ts'

const tags = ['teams']
const slugParams = z.object({ slug: Slug })

export const teamsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/public/seasons/:slug/projects', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'listPublicProjects',
      tags: ['projects'],
      summary: 'The projects of a published season',
      params: slugParams,
      querystring: PageQuery,
      response: { 200: page(PublicProject) },
    },
    handler: (request) => listPublicProjects(request.deps.db, request.params.slug, request.query),
  })

  app.get('/api/v1/public/seasons/:slug/teams', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'listPublicTeams',
      tags,
      summary: 'The teams of a published season and what they work on',
      params: slugParams,
      querystring: PageQuery,
      response: { 200: page(PublicTeam) },
    },
    handler: (request) => listPublicTeams(request.deps.db, request.params.slug, request.query),
  })

  app.get('/api/v1/seasons/:seasonId/teams', {
    config: { access: can('team.read', seasonScope) },
    schema: {
      operationId: 'listTeams',
      tags,
      summary: 'The teams of a season and who is in them',
      params: z.object({ seasonId: Id }),
      querystring: PageQuery,
      response: { 200: page(Team) },
    },
    handler: (request) => listTeams(request.deps.db, request.params.seasonId, request.query),
  })

  app.get('/api/v1/me/teams', {
    config: { access: signedIn },
    schema: {
      operationId: 'listMyTeams',
      tags,
      summary: 'My teams, and why I am in them',
      response: { 200: z.array(OwnTeam) },
    },
    handler: (request) => listOwnTeams(request.deps.db, personOf(request.deps)),
  })
}
