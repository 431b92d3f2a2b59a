import { Id, ReviewSettings, ReviewSettingsDraft } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { callScope } from '../call.scope.ts'
import { changeSettings, liftBlindPhase, readSettings } from './review-settings.service.ts'

const tags = ['reviews']
const params = z.object({ callId: Id })

export const reviewSettingsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/calls/:callId/review-settings', {
    config: { access: can('review.manage', callScope) },
    schema: {
      operationId: 'readReviewSettings',
      tags,
      summary: 'How the reviewing of a call goes',
      params,
      response: { 200: ReviewSettings },
    },
    handler: async (request, reply) => withVersion(reply, await readSettings(request.deps, request.params.callId)),
  })

  app.put('/api/v1/calls/:callId/review-settings', {
    config: { access: can('review.manage', callScope), refusals: ['blind_phase_fixed'], versioned: true },
    schema: {
      operationId: 'changeReviewSettings',
      tags,
      summary: 'Change how the reviewing goes; the blind phase is chosen before anyone has begun',
      params,
      body: ReviewSettingsDraft,
      response: { 200: ReviewSettings },
    },
    handler: async (request, reply) =>
      withVersion(reply, await changeSettings(request.deps, request.params.callId, versionRead(request), request.body)),
  })

  app.post('/api/v1/calls/:callId/blind-phase/lift', {
    config: { access: can('review.manage', callScope), refusals: ['blind_phase_over'] },
    schema: {
      operationId: 'liftBlindPhase',
      tags,
      summary: 'Show reviewers whose files they read; this cannot be taken back',
      params,
      response: { 200: ReviewSettings },
    },
    handler: async (request, reply) => withVersion(reply, await liftBlindPhase(request.deps, request.params.callId)),
  })
}
