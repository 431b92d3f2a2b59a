import { Id, page, PageQuery, TeamProblem } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { signedIn } from '../../../platform/access/access.ts'
import { inTurn } from '../../../platform/http/turns.ts'
import { readElsewhere, readPostedProblem, readPostedTeams, takeBodiesWhole } from './posted-body.ts'
import type { ReadProblem } from './read-problem.worker.ts'
import { PostedProblem, PostedProblemAnswer, PostedTeams, TeamsEvaluation } from './team-problem.contract.ts'
import { mostEvaluationBytes, mostProblemBytes } from './team-problem.rules.ts'
import {
  cancelTeamProblem,
  listOwnTeamProblems,
  postTeamProblem,
  readTeamProblem,
  readTeamProblemAnswer,
  removeTeamProblem,
} from './team-problems.service.ts'

const tags = ['team problems']
const params = z.object({ problemId: Id })
const own = { access: signedIn, keyScope: 'team_problems' as const }

/** Large bodies of one person are taken in two at a time, so that nobody alone fills the memory. */
const twoAtOnce = inTurn((_params, { deps }) => deps.actor.personId!, { atOnce: 2 })

export const teamProblemsRoutes: FastifyPluginAsyncZod = async (app) => {
  takeBodiesWhole(app)

  app.post('/api/v1/team-problems', {
    config: { ...own, refusals: ['search_too_large', 'team_problems_under_way', 'too_many_of_these'] },
    ...readElsewhere,
    onRequest: twoAtOnce,
    preHandler: readPostedProblem(mostProblemBytes),
    schema: {
      operationId: 'postTeamProblem',
      tags,
      summary: 'Post people, projects and rules, and have teams looked for in the background',
      description:
        'Needs no season: people and projects are whoever you say, under ids of your own. Follow the search with GET, or by the live event team_problem.changed of your own topic, then fetch the answer. At most 24 MB; a search that would need too much memory is refused, with what it would need.',
      body: PostedProblem,
      response: { 201: TeamProblem },
    },
    handler: (request) => postTeamProblem(request.deps, request.posted as ReadProblem),
  })

  app.post('/api/v1/team-problems/evaluation', {
    config: { ...own, refusals: ['search_too_large'] },
    ...readElsewhere,
    onRequest: twoAtOnce,
    preHandler: readPostedTeams(mostEvaluationBytes),
    schema: {
      operationId: 'evaluateTeams',
      tags,
      summary: 'What teams are worth, and which strict rules they break; nothing is kept',
      description: 'The same checker that every answer has passed. At most 4 MB.',
      body: PostedTeams,
      response: { 200: TeamsEvaluation },
    },
    handler: async (request, reply) => reply.type(json).send(Buffer.from(request.posted as string) as never),
  })

  app.get('/api/v1/team-problems', {
    config: own,
    schema: {
      operationId: 'listTeamProblems',
      tags,
      summary: 'The problems that you posted, newest first',
      querystring: PageQuery,
      response: { 200: page(TeamProblem) },
    },
    handler: (request) => listOwnTeamProblems(request.deps, request.query),
  })

  app.get('/api/v1/team-problems/:problemId', {
    config: { ...own, refusals: ['not_found'] },
    schema: {
      operationId: 'readTeamProblem',
      tags,
      summary: 'How far the search is: the best found so far, and what is proven of it',
      params,
      response: { 200: TeamProblem },
    },
    handler: (request) => readTeamProblem(request.deps, request.params.problemId),
  })

  app.get('/api/v1/team-problems/:problemId/answer', {
    config: { ...own, refusals: ['not_found', 'run_transition'] },
    schema: {
      operationId: 'readTeamProblemAnswer',
      tags,
      summary: 'The teams with their proof and why each stands where they stand, or what clashes and the ways out',
      params,
      response: { 200: PostedProblemAnswer },
    },
    handler: async (request, reply) =>
      reply.type(json).send((await readTeamProblemAnswer(request.deps, request.params.problemId)) as never),
  })

  app.post('/api/v1/team-problems/:problemId/cancel', {
    config: { ...own, refusals: ['not_found', 'run_transition'] },
    schema: {
      operationId: 'cancelTeamProblem',
      tags,
      summary: 'Stop a search that waits or is under way',
      params,
      response: { 200: TeamProblem },
    },
    handler: (request) => cancelTeamProblem(request.deps, request.params.problemId),
  })

  app.delete('/api/v1/team-problems/:problemId', {
    config: { ...own, refusals: ['not_found'] },
    schema: {
      operationId: 'removeTeamProblem',
      tags,
      summary: 'Erase a problem with its answer',
      params,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await removeTeamProblem(request.deps, request.params.problemId)
      return reply.code(204).send(null)
    },
  })
}

const json = 'application/json; charset=utf-8'
