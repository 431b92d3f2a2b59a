import { Id, SkillsPool } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { seasonScope } from '../season.scope.ts'
import { readSkillsPool } from './skills-pool.repository.ts'

export const skillsPoolRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/skills-pool', {
    config: { access: can('enrolment.manage', seasonScope) },
    schema: {
      operationId: 'readSkillsPool',
      tags: ['seasons'],
      summary: 'How many people of a season have each skill, at each level',
      params: z.object({ seasonId: Id }),
      response: { 200: SkillsPool },
    },
    handler: (request) => readSkillsPool(request.deps.db, request.params.seasonId),
  })
}
