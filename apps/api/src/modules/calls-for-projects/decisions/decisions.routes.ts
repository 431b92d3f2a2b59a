import { Decision, DecisionDraft, Id, page, PageQuery, PendingDecision, PublishedDecisions } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { callScope, submissionScope } from '../call.scope.ts'
import { decideSubmission, publishDecisions, readDecisions } from './decisions.service.ts'

const tags = ['decisions']
const params = z.object({ callId: Id })

export const decisionsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.put('/api/v1/submissions/:submissionId/decision', {
    config: {
      access: can('decision.manage', submissionScope),
      refusals: ['call_still_open', 'decisions_published', 'review_closed', 'review_conflict_of_interest'],
      versioned: true,
    },
    schema: {
      operationId: 'decideSubmission',
      tags,
      summary: 'Decide in private; nothing is told before all is published',
      params: z.object({ submissionId: Id }),
      body: DecisionDraft,
      response: { 200: PendingDecision },
    },
    handler: async (request, reply) =>
      withVersion(
        reply,
        await decideSubmission(request.deps, request.params.submissionId, versionRead(request), request.body),
      ),
  })

  app.get('/api/v1/calls/:callId/decisions', {
    config: { access: can('decision.manage', callScope) },
    schema: {
      operationId: 'listDecisions',
      tags,
      summary: 'Decisions that are not published yet, each with its mail as it will be sent',
      params,
      querystring: PageQuery,
      response: { 200: page(Decision) },
    },
    handler: (request) => readDecisions(request.deps, request.params.callId, request.query),
  })

  app.post('/api/v1/calls/:callId/decisions/publish', {
    config: {
      access: can('decision.manage', callScope),
      refusals: ['call_still_open', 'decisions_published', 'decisions_incomplete', 'season_not_open'],
    },
    schema: {
      operationId: 'publishDecisions',
      tags,
      summary: 'Publish every decision of the call in one act, which happens once',
      params,
      response: { 200: PublishedDecisions },
    },
    handler: (request) => publishDecisions(request.deps, request.params.callId),
  })
}
