import {
  Id,
  OwnReview,
  OwnReviewQuery,
  page,
  Review,
  ReviewContent,
  ReviewRecusal,
  ReviewSheet,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { reviewScope, submissionScope } from '../call.scope.ts'
import { finishReview, readOwnReviews, readReview, readReviews, recuse, saveReview } from './reviews.service.ts'

const tags = ['reviews']
const params = z.object({ reviewId: Id })

export const reviewsRoutes: FastifyPluginAsyncZod = async (app) => {
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
