import { Id, PreferenceRanking, PreferenceSheet } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../platform/access/access.ts'
import { seasonScope } from '../seasons/index.ts'
import { rankProjects, readPreferences } from './preferences.service.ts'

const tags = ['preferences']
const params = z.object({ seasonId: Id })

export const preferencesRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/me/seasons/:seasonId/preferences', {
    config: { access: can('preferences.write', seasonScope) },
    schema: {
      operationId: 'readMyPreferences',
      tags,
      summary: 'The projects that I may wish for, and my ranking',
      params,
      response: { 200: PreferenceSheet },
    },
    handler: (request) => readPreferences(request.deps, request.params.seasonId),
  })

  app.put('/api/v1/me/seasons/:seasonId/preferences', {
    config: { access: can('preferences.write', seasonScope), refusals: ['preferences_closed'] },
    schema: {
      operationId: 'rankProjects',
      tags,
      summary: 'Rank the projects of a season, the whole ranking at once',
      description: 'Replaces the ranking before. No longer possible once the teams are published.',
      params,
      body: PreferenceRanking,
      response: { 200: PreferenceSheet },
    },
    handler: (request) => rankProjects(request.deps, request.params.seasonId, request.body.projectIds),
  })
}
