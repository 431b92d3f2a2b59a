import {
  Id,
  InterviewChoice,
  InterviewOffer,
  InterviewSlot,
  InterviewSlotQuery,
  OwnInterview,
  page,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { callScope, slotScope, submissionScope } from '../call.scope.ts'
import { bookInterview, cancelInterview, readOwnInterview } from './bookings.service.ts'
import { offerInterviews, readSlots, removeSlot } from './slots.service.ts'

const tags = ['interviews']
const ofCall = z.object({ callId: Id })
const ofSubmission = z.object({ submissionId: Id })

export const interviewsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/calls/:callId/interview-slots', {
    config: { access: can('interview.offer', callScope) },
    schema: {
      operationId: 'listInterviewSlots',
      tags,
      summary: 'Interviews of a call, the soonest first',
      params: ofCall,
      querystring: InterviewSlotQuery,
      response: { 200: page(InterviewSlot) },
    },
    handler: (request) => readSlots(request.deps, request.params.callId, request.query),
  })

  app.post('/api/v1/calls/:callId/interview-slots', {
    config: { access: can('interview.offer', callScope), refusals: ['decisions_published', 'interview_overlap'] },
    schema: {
      operationId: 'offerInterviews',
      tags,
      summary: 'Offer moments at which I meet holders, one after the other',
      params: ofCall,
      body: InterviewOffer,
      response: { 201: z.array(InterviewSlot) },
    },
    handler: (request) => offerInterviews(request.deps, request.params.callId, request.body),
  })

  app.delete('/api/v1/interview-slots/:slotId', {
    config: { access: can('interview.remove', slotScope) },
    schema: {
      operationId: 'removeInterviewSlot',
      tags,
      summary: 'Take a moment back; whoever booked it is told',
      params: z.object({ slotId: Id }),
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await removeSlot(request.deps, request.params.slotId)
      return reply.code(204).send(null)
    },
  })

  app.get('/api/v1/submissions/:submissionId/interview', {
    config: { access: can('submission.write', submissionScope) },
    schema: {
      operationId: 'readOwnInterview',
      tags,
      summary: 'The interview of my submission, and the moments that are free',
      params: ofSubmission,
      response: { 200: OwnInterview },
    },
    handler: (request) => readOwnInterview(request.deps, request.params.submissionId),
  })

  app.put('/api/v1/submissions/:submissionId/interview', {
    config: {
      access: can('submission.write', submissionScope),
      refusals: ['interview_taken', 'interview_too_late', 'interview_not_open', 'review_conflict_of_interest'],
    },
    schema: {
      operationId: 'bookInterview',
      tags,
      summary: 'Book a free moment, or change to it',
      params: ofSubmission,
      body: InterviewChoice,
      response: { 200: OwnInterview },
    },
    handler: (request) => bookInterview(request.deps, request.params.submissionId, request.body.slotId),
  })

  app.delete('/api/v1/submissions/:submissionId/interview', {
    config: { access: can('submission.write', submissionScope), refusals: ['interview_too_late'] },
    schema: {
      operationId: 'cancelInterview',
      tags,
      summary: 'Cancel the interview; its moment is free again',
      params: ofSubmission,
      response: { 200: OwnInterview },
    },
    handler: (request) => cancelInterview(request.deps, request.params.submissionId),
  })
}
