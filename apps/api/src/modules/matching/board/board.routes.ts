import { BoardTeams, Id, MatchingBoard, MatchingLock, MatchingMove, MatchingMoveCost } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { seasonScope } from '../../seasons/index.ts'
import { listMoveCosts, moveByHand, redoMove, undoMove } from '../moves.service.ts'
import { runScope } from '../run.scope.ts'
import { readBoard, readBoardTeams } from './board.service.ts'
import { freePlace, keepPlace } from './locks.service.ts'

const tags = ['matching']
const params = z.object({ runId: Id })
const lockParams = z.object({ seasonId: Id, personId: Id })

export const matchingBoardRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/matching-runs/:runId/board', {
    config: { access: can('matching.manage', runScope), refusals: ['run_transition'] },
    schema: {
      operationId: 'readMatchingBoard',
      tags,
      summary: 'The names and the problem of a run: what its teams are moved with',
      description:
        'Stays the same while people are moved. With it and the teams, anyone can work out what a move costs.',
      params,
      response: { 200: MatchingBoard },
    },
    handler: (request) => readBoard(request.deps, request.params.runId),
  })

  app.get('/api/v1/matching-runs/:runId/board/teams', {
    config: { access: can('matching.manage', runScope), refusals: ['run_transition'] },
    schema: {
      operationId: 'readBoardTeams',
      tags,
      summary: 'The teams of a draft as they are now, with every move by hand',
      params,
      response: { 200: BoardTeams },
    },
    handler: async (request, reply) => withVersion(reply, await readBoardTeams(request.deps, request.params.runId)),
  })

  app.get('/api/v1/matching-runs/:runId/moves', {
    config: { access: can('matching.manage', runScope), refusals: ['run_transition'] },
    schema: {
      operationId: 'listMatchingMoveCosts',
      tags,
      summary: 'What moving someone to each other team would cost',
      params,
      querystring: z.object({ personId: Id }),
      response: { 200: z.array(MatchingMoveCost) },
    },
    handler: (request) => listMoveCosts(request.deps, request.params.runId, request.query.personId),
  })

  app.post('/api/v1/matching-runs/:runId/moves', {
    config: {
      access: can('matching.manage', runScope),
      refusals: ['run_transition', 'teams_published'],
      versioned: true,
    },
    schema: {
      operationId: 'movePerson',
      tags,
      summary: 'Put someone in another team of the draft, or in none',
      description:
        'A move may break a rule, for the time of a swap: the draft says which. What it cost is in the last of `moves`.',
      params,
      body: MatchingMove,
      response: { 201: BoardTeams },
    },
    handler: async (request, reply) =>
      withVersion(reply, await moveByHand(request.deps, request.params.runId, versionRead(request), request.body)),
  })

  app.post('/api/v1/matching-runs/:runId/moves/undo', {
    config: {
      access: can('matching.manage', runScope),
      refusals: ['run_transition', 'teams_published', 'nothing_to_undo'],
      versioned: true,
    },
    schema: {
      operationId: 'undoMove',
      tags,
      summary: 'Take the last move by hand back; it stays in the history',
      params,
      response: { 201: BoardTeams },
    },
    handler: async (request, reply) =>
      withVersion(reply, await undoMove(request.deps, request.params.runId, versionRead(request))),
  })

  app.post('/api/v1/matching-runs/:runId/moves/redo', {
    config: {
      access: can('matching.manage', runScope),
      refusals: ['run_transition', 'teams_published', 'nothing_to_redo'],
      versioned: true,
    },
    schema: {
      operationId: 'redoMove',
      tags,
      summary: 'Make the move again that was taken back last',
      params,
      response: { 201: BoardTeams },
    },
    handler: async (request, reply) =>
      withVersion(reply, await redoMove(request.deps, request.params.runId, versionRead(request))),
  })

  app.put('/api/v1/seasons/:seasonId/matching-locks/:personId', {
    config: { access: can('matching.manage', seasonScope), refusals: ['teams_published'] },
    schema: {
      operationId: 'keepPlace',
      tags,
      summary: 'Keep someone in a project for the runs to come',
      params: lockParams,
      body: MatchingLock,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      const { seasonId, personId } = request.params
      await keepPlace(request.deps, seasonId, { personId, projectId: request.body.projectId })
      return reply.code(204).send(null)
    },
  })

  app.delete('/api/v1/seasons/:seasonId/matching-locks/:personId', {
    config: { access: can('matching.manage', seasonScope), refusals: ['teams_published'] },
    schema: {
      operationId: 'freePlace',
      tags,
      summary: 'Let the runs to come place this person freely again',
      params: lockParams,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await freePlace(request.deps, request.params.seasonId, request.params.personId)
      return reply.code(204).send(null)
    },
  })
}
