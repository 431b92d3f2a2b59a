import { GivenTime, GivenTimeContest, GivenTimeDraft, Id, page, PageQuery } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { personOf } from '../../../platform/deps.ts'
import { listGivenTimes } from './given-time.repository.ts'
import { confirmGivenTime, contestGivenTime, recordGivenTime, removeGivenTime } from './given-time.service.ts'
import { givenTimeScope, participantScope, type IsTeamMate } from './promises.scope.ts'

const tags = ['promises']
const params = z.object({ seasonId: Id, personId: Id })
const givenTimeParams = z.object({ givenTimeId: Id })

/** Who is in the same team is known by a later module. */
export const givenTimeRoutes =
  (isTeamMate: IsTeamMate): FastifyPluginAsyncZod =>
  async (app) => {
    const participant = participantScope(isTeamMate)

    app.post('/api/v1/seasons/:seasonId/people/:personId/given-time', {
      config: {
        access: can('given_time.record', participant),
        refusals: ['season_not_open', 'given_time_day_full'],
      },
      schema: {
        operationId: 'recordGivenTime',
        tags,
        summary: 'Record time that someone gave',
        description: 'What others than the person record counts once the person has confirmed it.',
        params,
        body: GivenTimeDraft,
        response: { 201: GivenTime },
      },
      handler: (request) =>
        recordGivenTime(request.deps, request.params.seasonId, request.params.personId, request.body),
    })

    app.get('/api/v1/seasons/:seasonId/people/:personId/given-time', {
      config: { access: can('given_time.read', participant) },
      schema: {
        operationId: 'listGivenTime',
        tags,
        summary: 'What someone gave in a season, the latest day first',
        params,
        querystring: PageQuery,
        response: { 200: page(GivenTime) },
      },
      handler: ({ deps, params: { seasonId, personId }, query }) =>
        listGivenTimes(deps.db, seasonId, personId, personOf(deps), query),
    })

    app.post('/api/v1/given-time/:givenTimeId/confirm', {
      config: { access: can('given_time.own', givenTimeScope), refusals: ['given_time_transition'] },
      schema: {
        operationId: 'confirmGivenTime',
        tags,
        summary: 'Confirm what someone else recorded for me',
        params: givenTimeParams,
        response: { 200: GivenTime },
      },
      handler: (request) => confirmGivenTime(request.deps, request.params.givenTimeId),
    })

    app.post('/api/v1/given-time/:givenTimeId/contest', {
      config: { access: can('given_time.own', givenTimeScope), refusals: ['given_time_transition'] },
      schema: {
        operationId: 'contestGivenTime',
        tags,
        summary: 'Say that what someone else recorded for me is not so',
        params: givenTimeParams,
        body: GivenTimeContest,
        response: { 200: GivenTime },
      },
      handler: (request) => contestGivenTime(request.deps, request.params.givenTimeId, request.body.reason),
    })

    app.delete('/api/v1/given-time/:givenTimeId', {
      config: {
        access: can('given_time.remove', givenTimeScope),
        refusals: ['season_not_open', 'given_time_transition'],
      },
      schema: {
        operationId: 'removeGivenTime',
        tags,
        summary: 'Take back what I recorded',
        params: givenTimeParams,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await removeGivenTime(request.deps, request.params.givenTimeId)
        return reply.code(204).send(null)
      },
    })
  }
