import {
  Farewell,
  FarewellAnswer,
  FarewellDraft,
  FarewellPreview,
  Id,
  OwnSeasonTime,
  page,
  PageQuery,
  PersonTime,
  PersonTimeQuery,
  PromiseDraft,
  PromisesSummary,
  TimePromise,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { seasonScope } from '../season.scope.ts'
import { answerFarewell, askToGoOn, previewFarewell, summarisePromises } from './farewells.service.ts'
import { readOwnTime } from './own-time.service.ts'
import { promiseScope } from './promises.scope.ts'
import { changePromise, listPeopleTime, makePromise, withdrawPromise } from './promises.service.ts'

const tags = ['promises']
const params = z.object({ seasonId: Id })
const promiseParams = z.object({ promiseId: Id })

export const promisesRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/me/time', {
    config: { access: signedIn },
    schema: {
      operationId: 'listMyTime',
      tags,
      summary: 'What I promised and gave in each season that I take part in',
      querystring: PageQuery,
      response: { 200: page(OwnSeasonTime) },
    },
    handler: (request) => readOwnTime(request.deps, request.query),
  })

  app.post('/api/v1/me/seasons/:seasonId/promises', {
    config: { access: can('promise.make', seasonScope), refusals: ['season_not_open', 'promise_limit'] },
    schema: {
      operationId: 'makePromise',
      tags,
      summary: 'Promise time in a season',
      params,
      body: PromiseDraft,
      response: { 201: TimePromise },
    },
    handler: async (request, reply) =>
      withVersion(reply, await makePromise(request.deps, request.params.seasonId, request.body)),
  })

  app.put('/api/v1/me/promises/:promiseId', {
    config: {
      access: can('promise.own', promiseScope),
      versioned: true,
      refusals: ['season_not_open', 'promise_transition'],
    },
    schema: {
      operationId: 'changePromise',
      tags,
      summary: 'Change a promise of mine',
      params: promiseParams,
      body: PromiseDraft,
      response: { 200: TimePromise },
    },
    handler: async (request, reply) =>
      withVersion(
        reply,
        await changePromise(request.deps, request.params.promiseId, versionRead(request), request.body),
      ),
  })

  app.post('/api/v1/me/promises/:promiseId/withdraw', {
    config: {
      access: can('promise.own', promiseScope),
      versioned: true,
      refusals: ['season_not_open', 'promise_transition'],
    },
    schema: {
      operationId: 'withdrawPromise',
      tags,
      summary: 'Take a promise back',
      params: promiseParams,
      response: { 200: TimePromise },
    },
    handler: async (request, reply) =>
      withVersion(reply, await withdrawPromise(request.deps, request.params.promiseId, versionRead(request))),
  })

  app.post('/api/v1/me/seasons/:seasonId/farewell', {
    config: { access: can('promise.make', seasonScope), refusals: ['season_under_way', 'promise_transition'] },
    schema: {
      operationId: 'answerFarewell',
      tags,
      summary: 'Go on with a new promise, or be thanked and released',
      params,
      body: FarewellAnswer,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await answerFarewell(request.deps, request.params.seasonId, request.body)
      return reply.code(204).send(null)
    },
  })

  app.get('/api/v1/seasons/:seasonId/promises', {
    config: { access: can('promise.manage', seasonScope) },
    schema: {
      operationId: 'listPromises',
      tags,
      summary: 'What each person promised and gave, by name',
      params,
      querystring: PersonTimeQuery,
      response: { 200: page(PersonTime) },
    },
    handler: (request) => listPeopleTime(request.deps, request.params.seasonId, request.query),
  })

  app.get('/api/v1/seasons/:seasonId/promises/summary', {
    config: { access: can('promise.manage', seasonScope) },
    schema: {
      operationId: 'summarisePromises',
      tags,
      summary: 'What a season was promised and given, in all and by week',
      params,
      response: { 200: PromisesSummary },
    },
    handler: (request) => summarisePromises(request.deps, request.params.seasonId),
  })

  app.get('/api/v1/seasons/:seasonId/farewell', {
    config: { access: can('promise.manage', seasonScope) },
    schema: {
      operationId: 'previewFarewell',
      tags,
      summary: 'How many people would be thanked and asked whether they go on, and by which mail',
      params,
      response: { 200: FarewellPreview },
    },
    handler: (request) => previewFarewell(request.deps, request.params.seasonId),
  })

  app.post('/api/v1/seasons/:seasonId/farewell', {
    config: {
      access: can('promise.manage', seasonScope),
      refusals: ['season_under_way', 'promises_asked', 'promises_none'],
    },
    schema: {
      operationId: 'askToGoOn',
      tags,
      summary: 'Thank everyone who promised time, and ask whether they go on',
      description: 'Once for a season. Whoever does not answer in time is thanked and released.',
      params,
      body: FarewellDraft,
      response: { 201: Farewell },
    },
    handler: (request) => askToGoOn(request.deps, request.params.seasonId, request.body.days),
  })
}
