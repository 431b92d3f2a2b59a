import {
  Committee,
  CommitteeConflict,
  CommitteeSettings,
  CommitteeSettingsDraft,
  ConflictQuery,
  Id,
  Membership,
  MembershipDraft,
  page,
  Pin,
  PinDraft,
  Reminded,
  ReminderDraft,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { callScope, submissionScope } from '../call.scope.ts'
import { changeMember, changeSettings, readCommittee } from './committee.service.ts'
import { readConflicts, type CoachedElsewhere } from './conflicts.service.ts'
import { pinConflict, unpinConflict } from './pins.service.ts'
import { remindReviewers } from './review-reminders.service.ts'

const tags = ['committee']
const ofCall = z.object({ callId: Id })
const ofPair = z.object({ submissionId: Id, personId: Id })

export const committeeRoutes =
  (coachedElsewhere: CoachedElsewhere): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/v1/calls/:callId/committee', {
      config: { access: can('review.manage', callScope) },
      schema: {
        operationId: 'readCommittee',
        tags,
        summary: 'Who reviews a call, what each can take on, and how far they are',
        params: ofCall,
        response: { 200: Committee },
      },
      handler: async (request, reply) => withVersion(reply, await readCommittee(request.deps, request.params.callId)),
    })

    app.put('/api/v1/calls/:callId/committee', {
      config: { access: can('review.manage', callScope), versioned: true },
      schema: {
        operationId: 'changeCommitteeSettings',
        tags,
        summary: 'How many reviews each file gets, from when on, and until when',
        params: ofCall,
        body: CommitteeSettingsDraft,
        response: { 200: CommitteeSettings },
      },
      handler: async (request, reply) =>
        withVersion(
          reply,
          await changeSettings(request.deps, request.params.callId, versionRead(request), request.body),
        ),
    })

    app.put('/api/v1/calls/:callId/committee/:personId', {
      config: { access: can('review.manage', callScope), versioned: true },
      schema: {
        operationId: 'changeCommitteeMember',
        tags,
        summary: 'What a reviewer can take on, and what they know about',
        params: z.object({ callId: Id, personId: Id }),
        body: MembershipDraft,
        response: { 200: Membership },
      },
      handler: async (request, reply) =>
        withVersion(
          reply,
          await changeMember(
            request.deps,
            request.params.callId,
            request.params.personId,
            versionRead(request),
            request.body,
          ),
        ),
    })

    app.post('/api/v1/calls/:callId/committee/reminders', {
      config: { access: can('review.manage', callScope) },
      schema: {
        operationId: 'remindReviewers',
        tags,
        summary: 'Write to reviewers who have not finished, at most once a day to each',
        params: ofCall,
        body: ReminderDraft,
        response: { 201: Reminded },
      },
      handler: async (request, reply) =>
        reply.code(201).send(await remindReviewers(request.deps, request.params.callId, request.body.personIds)),
    })

    app.get('/api/v1/calls/:callId/conflicts', {
      config: { access: can('review.manage', callScope) },
      schema: {
        operationId: 'listReviewConflicts',
        tags,
        summary: 'Reviewers and files that do not go together, and why; dismissed ones too',
        params: ofCall,
        querystring: ConflictQuery,
        response: { 200: page(CommitteeConflict) },
      },
      handler: (request) => readConflicts({ ...request.deps, coachedElsewhere }, request.params.callId, request.query),
    })

    app.put('/api/v1/submissions/:submissionId/conflicts/:personId', {
      config: {
        access: can('review.manage', submissionScope),
        refusals: ['review_closed', 'review_conflict_of_interest', 'conflict_not_dismissable'],
      },
      schema: {
        operationId: 'pinReviewConflict',
        tags,
        summary: 'Settle by hand that a reviewer and a submission are in conflict, or are not',
        params: ofPair,
        body: PinDraft,
        response: { 200: Pin },
      },
      handler: ({ deps, params, body }) =>
        pinConflict({ ...deps, coachedElsewhere }, params.submissionId, params.personId, body),
    })

    app.delete('/api/v1/submissions/:submissionId/conflicts/:personId', {
      config: { access: can('review.manage', submissionScope), refusals: ['review_conflict_of_interest'] },
      schema: {
        operationId: 'unpinReviewConflict',
        tags,
        summary: 'Take back what was settled by hand: what is detected counts again',
        params: ofPair,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await unpinConflict(request.deps, request.params.submissionId, request.params.personId)
        return reply.code(204).send(null)
      },
    })
  }
