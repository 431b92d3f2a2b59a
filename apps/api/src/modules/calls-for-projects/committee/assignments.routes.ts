import { AppliedPlan, AssignedReview, AssignmentPlan, FileReviewer, Id, PlanToApply, Reviewer } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { callScope, submissionScope } from '../call.scope.ts'
import { assignReviewer, readFileReviewers, readReviewers, unassignReviewer } from './assignments.service.ts'
import type { CoachedElsewhere } from './conflicts.service.ts'
import { applyPlan, readPlan } from './plan.service.ts'

const tags = ['committee']
const ofCall = z.object({ callId: Id })
const assignment = z.object({ submissionId: Id, personId: Id })

export const assignmentsRoutes =
  (coachedElsewhere: CoachedElsewhere): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/v1/calls/:callId/reviewers', {
      config: { access: can('review.manage', callScope) },
      schema: {
        operationId: 'listReviewers',
        tags,
        summary: 'Who may review, and how much each has to do',
        params: ofCall,
        response: { 200: z.array(Reviewer) },
      },
      handler: (request) => readReviewers(request.deps, request.params.callId),
    })

    app.get('/api/v1/submissions/:submissionId/reviewers', {
      config: {
        access: can('review.manage', submissionScope),
        refusals: ['review_closed', 'review_conflict_of_interest'],
      },
      schema: {
        operationId: 'listFileReviewers',
        tags,
        summary: 'Who could review a submission, with what speaks for and against each',
        params: z.object({ submissionId: Id }),
        response: { 200: z.array(FileReviewer) },
      },
      handler: (request) => readFileReviewers({ ...request.deps, coachedElsewhere }, request.params.submissionId),
    })

    app.put('/api/v1/submissions/:submissionId/reviewers/:personId', {
      config: {
        access: can('review.manage', submissionScope),
        refusals: ['call_still_open', 'decisions_published', 'review_closed', 'review_conflict_of_interest'],
      },
      schema: {
        operationId: 'assignReviewer',
        tags,
        summary: 'Give a submission to a reviewer',
        description:
          'Never to someone in conflict: each field error has the source of the conflict as its code. The answer warns of what an organiser should know all the same.',
        params: assignment,
        response: { 200: AssignedReview },
      },
      handler: ({ deps, params }) =>
        assignReviewer({ ...deps, coachedElsewhere }, params.submissionId, params.personId),
    })

    app.delete('/api/v1/submissions/:submissionId/reviewers/:personId', {
      config: {
        access: can('review.manage', submissionScope),
        refusals: ['review_started', 'review_closed', 'review_conflict_of_interest'],
      },
      schema: {
        operationId: 'unassignReviewer',
        tags,
        summary: 'Take a submission back from a reviewer who has not begun, or who is in conflict',
        params: assignment,
        response: { 204: z.null() },
      },
      handler: async ({ deps, params }, reply) => {
        await unassignReviewer({ ...deps, coachedElsewhere }, params.submissionId, params.personId)
        return reply.code(204).send(null)
      },
    })

    app.get('/api/v1/calls/:callId/assignment', {
      config: { access: can('review.manage', callScope), refusals: ['call_still_open', 'decisions_published'] },
      schema: {
        operationId: 'previewAssignment',
        tags,
        summary: 'Share the files out: who would get what, and what would lack whom',
        description:
          'Balanced, within capacities, by expertise, never in conflict; what was given already stays. Nothing is written.',
        params: ofCall,
        response: { 200: AssignmentPlan },
      },
      handler: (request) => readPlan({ ...request.deps, coachedElsewhere }, request.params.callId),
    })

    app.post('/api/v1/calls/:callId/assignment', {
      config: {
        access: can('review.manage', callScope),
        refusals: ['call_still_open', 'decisions_published', 'assignment_changed', 'review_conflict_of_interest'],
      },
      schema: {
        operationId: 'applyAssignment',
        tags,
        summary: 'Give out the files as the preview had it, in one act',
        params: ofCall,
        body: PlanToApply,
        response: { 201: AppliedPlan },
      },
      handler: async (request, reply) =>
        reply
          .code(201)
          .send(await applyPlan({ ...request.deps, coachedElsewhere }, request.params.callId, request.body)),
    })
  }
