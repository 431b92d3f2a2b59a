import {
  Id,
  OwnReview,
  OwnReviewQuery,
  page,
  Review,
  ReviewContent,
  Reviewer,
  ReviewRecusal,
  ReviewSheet,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { assignReviewer, readReviewers, unassignReviewer } from '../committee/assignments.service.ts'
import { callScope, reviewScope, submissionScope } from '../call.scope.ts'
import { finishReview, readOwnReviews, readReview, readReviews, recuse, saveReview } from './reviews.service.ts'

const tags = ['reviews']
const params = z.object({ reviewId: Id })
const assignment = z.object({ submissionId: Id, personId: Id })

export const reviewsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/calls/:callId/reviewers', {
    config: { access: can('review.manage', callScope) },
    schema: {
      operationId: 'listReviewers',
      tags,
      summary: 'Who may review, and how much each has to do',
      params: z.object({ callId: Id }),
      response: { 200: z.array(Reviewer) },
    },
    handler: (request) => readReviewers(request.deps, request.params.callId),
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
      params: assignment,
      response: { 200: Review },
    },
    handler: (request) => assignReviewer(request.deps, request.params.submissionId, request.params.personId),
  })

  app.delete('/api/v1/submissions/:submissionId/reviewers/:personId', {
    config: {
      access: can('review.manage', submissionScope),
      refusals: ['review_started', 'review_conflict_of_interest'],
    },
    schema: {
      operationId: 'unassignReviewer',
      tags,
      summary: 'Take a submission back from a reviewer who has not begun',
      params: assignment,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await unassignReviewer(request.deps, request.params.submissionId, request.params.personId)
      return reply.code(204).send(null)
    },
  })

  app.get('/api/v1/submissions/:submissionId/reviews', {
    config: { access: can('review.read', submissionScope), refusals: ['review_conflict_of_interest'] },
    schema: {
      operationId: 'listReviews',
      tags,
      summary: 'Reviews of a submission; who has not finished theirs sees theirs only',
      params: z.object({ submissionId: Id }),
      response: { 200: z.array(Review) },
    },
    handler: (request) => readReviews(request.deps, request.params.submissionId),
  })

  app.get('/api/v1/me/reviews', {
    config: { access: signedIn },
    schema: {
      operationId: 'listMyReviews',
      tags,
      summary: 'What I have to review, the latest first; recused ones only when asked for',
      querystring: OwnReviewQuery,
      response: { 200: page(OwnReview) },
    },
    handler: (request) => readOwnReviews(request.deps, request.query),
  })

  app.get('/api/v1/reviews/:reviewId', {
    config: { access: can('review.write', reviewScope) },
    schema: {
      operationId: 'readReview',
      tags,
      summary: 'My review, with the file and the criteria',
      params,
      response: { 200: ReviewSheet },
    },
    handler: async (request, reply) => withVersion(reply, await readReview(request.deps, request.params.reviewId)),
  })

  app.put('/api/v1/reviews/:reviewId', {
    config: {
      access: can('review.write', reviewScope),
      refusals: ['review_closed', 'review_transition'],
      versioned: true,
    },
    schema: {
      operationId: 'saveReview',
      tags,
      summary: 'Save my review as it stands',
      params,
      body: ReviewContent,
      response: { 200: Review },
    },
    handler: async (request, reply) =>
      withVersion(reply, await saveReview(request.deps, request.params.reviewId, versionRead(request), request.body)),
  })

  app.post('/api/v1/reviews/:reviewId/finish', {
    config: {
      access: can('review.write', reviewScope),
      refusals: ['review_closed', 'review_transition', 'review_incomplete'],
      versioned: true,
    },
    schema: {
      operationId: 'finishReview',
      tags,
      summary: 'Give my review as done: it no longer changes, and I see those of others',
      params,
      response: { 200: Review },
    },
    handler: async (request, reply) =>
      withVersion(reply, await finishReview(request.deps, request.params.reviewId, versionRead(request))),
  })

  app.post('/api/v1/reviews/:reviewId/recuse', {
    config: { access: can('review.write', reviewScope), refusals: ['review_closed', 'review_transition'] },
    schema: {
      operationId: 'recuseFromReview',
      tags,
      summary: 'Hand a submission back because of a tie with it',
      params,
      body: ReviewRecusal,
      response: { 200: Review },
    },
    handler: async (request, reply) =>
      withVersion(reply, await recuse(request.deps, request.params.reviewId, request.body.reason)),
  })
}
