import { Id, TeamTime } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../platform/access/access.ts'
import { sumTeamTime, teamPlace } from './team-time.repository.ts'

export const teamTimeRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/teams/:teamId/given-time', {
    config: { access: can('team.time', teamPlace) },
    schema: {
      operationId: 'readTeamTime',
      tags: ['promises'],
      summary: 'What the people of a team promised and gave together',
      params: z.object({ teamId: Id }),
      response: { 200: TeamTime },
    },
    handler: (request) => sumTeamTime(request.deps.db, request.params.teamId),
  })
}
