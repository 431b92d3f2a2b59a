import {
  Id,
  PublicTallyCounter,
  Slug,
  TallyCounter,
  TallyCounterChange,
  TallyCounterDraft,
  TallyEntry,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone, can } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { seasonScope } from '../season.scope.ts'
import { findCounters } from './tally.repository.ts'
import { addCounter, changeCounter, count, counterScope, readPublicTally, removeCounter } from './tally.service.ts'

const tags = ['seasons']
const params = z.object({ seasonId: Id })
const counterParams = z.object({ counterId: Id })

export const tallyRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/tally', {
    config: { access: can('tally.manage', seasonScope) },
    schema: {
      operationId: 'readTally',
      tags,
      summary: 'What a season counts',
      params,
      response: { 200: z.array(TallyCounter) },
    },
    handler: (request) => findCounters(request.deps.db, request.params.seasonId),
  })

  app.get('/api/v1/public/seasons/:slug/tally', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'readPublicTally',
      tags,
      summary: 'The counters that a season shows to all',
      params: z.object({ slug: Slug }),
      response: { 200: z.array(PublicTallyCounter) },
    },
    handler: (request) => readPublicTally(request.deps.db, request.params.slug),
  })

  app.post('/api/v1/seasons/:seasonId/tally', {
    config: { access: can('tally.manage', seasonScope), refusals: ['too_many_of_these'] },
    schema: {
      operationId: 'addTallyCounter',
      tags,
      summary: 'Begin to count something',
      params,
      body: TallyCounterDraft,
      response: { 201: TallyCounter },
    },
    handler: async (request, reply) =>
      withVersion(reply, await addCounter(request.deps, request.params.seasonId, request.body)),
  })

  app.post('/api/v1/tally/:counterId/entries', {
    config: { access: can('tally.manage', counterScope), refusals: ['tally_out_of_range'] },
    schema: {
      operationId: 'countTally',
      tags,
      summary: 'Count so many more, or fewer',
      description:
        'Several people may count at once: each entry is added to what is there. Send an Idempotency-Key, so that one sent again over a bad network is counted once.',
      params: counterParams,
      body: TallyEntry,
      response: { 201: TallyCounter },
    },
    handler: async (request, reply) =>
      withVersion(reply, await count(request.deps, request.params.counterId, request.body)),
  })

  app.put('/api/v1/tally/:counterId', {
    config: { access: can('tally.manage', counterScope), versioned: true, refusals: ['tally_out_of_range'] },
    schema: {
      operationId: 'changeTallyCounter',
      tags,
      summary: 'Change a counter, or set what it says',
      params: counterParams,
      body: TallyCounterChange,
      response: { 200: TallyCounter },
    },
    handler: async (request, reply) =>
      withVersion(
        reply,
        await changeCounter(request.deps, request.params.counterId, versionRead(request), request.body),
      ),
  })

  app.delete('/api/v1/tally/:counterId', {
    config: { access: can('tally.manage', counterScope) },
    schema: {
      operationId: 'removeTallyCounter',
      tags,
      summary: 'Stop counting something, and forget the count',
      params: counterParams,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await removeCounter(request.deps, request.params.counterId)
      return reply.code(204).send(null)
    },
  })
}
