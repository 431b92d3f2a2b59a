import {
  Id,
  MatchingPool,
  MatchingRun,
  MatchingRunDetails,
  MatchingRunStart,
  page,
  PageQuery,
  TeamsPublication,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../platform/access/access.ts'
import { seasonScope } from '../seasons/index.ts'
import { publishRun } from './publish.service.ts'
import { runScope } from './run.scope.ts'
import { listRuns } from './runs.repository.ts'
import { cancelRun, readPool, readRun, startRun } from './runs.service.ts'

const tags = ['matching']
const params = z.object({ seasonId: Id })
const runParams = z.object({ runId: Id })

export const matchingRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/matching-pool', {
    config: { access: can('matching.manage', seasonScope) },
    schema: {
      operationId: 'readMatchingPool',
      tags,
      summary: 'Who comes and which projects there are: what a run would start from',
      params,
      response: { 200: MatchingPool },
    },
    handler: (request) => readPool(request.deps, request.params.seasonId),
  })

  app.get('/api/v1/seasons/:seasonId/matching-runs', {
    config: { access: can('matching.manage', seasonScope) },
    schema: {
      operationId: 'listMatchingRuns',
      tags,
      summary: 'Searches for teams, newest first',
      params,
      querystring: PageQuery,
      response: { 200: page(MatchingRun) },
    },
    handler: (request) => listRuns(request.deps.db, request.params.seasonId, request.query),
  })

  app.post('/api/v1/seasons/:seasonId/matching-runs', {
    config: {
      access: can('matching.manage', seasonScope),
      refusals: ['teams_published', 'matching_empty', 'run_transition', 'search_too_large'],
    },
    schema: {
      operationId: 'startMatchingRun',
      tags,
      summary: 'Look for teams in the background',
      description:
        'The problem is taken from the people who are confirmed or there, their wishes and skills, and the projects of this moment. Follow the run with GET, or by the live event matching.changed of the season.',
      params,
      body: MatchingRunStart,
      response: { 201: MatchingRunDetails },
    },
    handler: (request) => startRun(request.deps, request.params.seasonId, request.body),
  })

  app.get('/api/v1/matching-runs/:runId', {
    config: { access: can('matching.manage', runScope) },
    schema: {
      operationId: 'readMatchingRun',
      tags,
      summary: 'A run with its teams, who is left out and why, or what clashes',
      params: runParams,
      response: { 200: MatchingRunDetails },
    },
    handler: (request) => readRun(request.deps, request.params.runId),
  })

  app.post('/api/v1/matching-runs/:runId/cancel', {
    config: { access: can('matching.manage', runScope), refusals: ['run_transition'] },
    schema: {
      operationId: 'cancelMatchingRun',
      tags,
      summary: 'Stop a run that waits or is under way',
      params: runParams,
      response: { 200: MatchingRunDetails },
    },
    handler: (request) => cancelRun(request.deps, request.params.runId),
  })

  app.post('/api/v1/matching-runs/:runId/publish', {
    config: {
      access: can('matching.manage', runScope),
      refusals: ['run_transition', 'teams_published', 'teams_invalid'],
    },
    schema: {
      operationId: 'publishTeams',
      tags,
      summary: 'Publish the teams of a run, once, and offer every member their place by mail',
      params: runParams,
      body: TeamsPublication.nullish(),
      response: { 200: MatchingRunDetails },
    },
    handler: (request) => publishRun(request.deps, request.params.runId, request.body?.answerDays ?? 5),
  })
}
