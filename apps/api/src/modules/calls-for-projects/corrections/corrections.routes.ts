import { Correction, CorrectionAnswer, CorrectionDraft, CorrectionProposal, Id } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { versionRead } from '../../../platform/http/versions.ts'
import { correctionScope, reviewScope, submissionScope } from '../call.scope.ts'
import { answerCorrection, askCorrection, cancelCorrection, proposeCorrection } from './corrections.service.ts'
import { readCorrections } from './read-corrections.service.ts'

const tags = ['corrections']
const ofSubmission = z.object({ submissionId: Id })

export const correctionsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/submissions/:submissionId/corrections', {
    config: { access: can('submission.read', submissionScope) },
    schema: {
      operationId: 'listCorrections',
      tags,
      summary: 'Corrections of a file, the first one first, each with what it changed',
      params: ofSubmission,
      response: { 200: z.array(Correction) },
    },
    handler: (request) => readCorrections(request.deps, request.params.submissionId),
  })

  app.post('/api/v1/submissions/:submissionId/corrections', {
    config: {
      access: can('review.manage', submissionScope),
      refusals: ['submission_transition', 'review_conflict_of_interest'],
    },
    schema: {
      operationId: 'askCorrection',
      tags,
      summary: 'Ask the holders to mend parts of their file; they may change it until then',
      params: ofSubmission,
      body: CorrectionDraft,
      response: { 201: Correction },
    },
    handler: (request) => askCorrection(request.deps, request.params.submissionId, request.body),
  })

  app.post('/api/v1/reviews/:reviewId/corrections', {
    config: {
      access: can('review.write', reviewScope),
      refusals: ['review_closed', 'review_conflict_of_interest', 'too_many_of_these'],
    },
    schema: {
      operationId: 'proposeCorrection',
      tags,
      summary: 'Propose to the organisers that they ask the holders for a correction',
      params: z.object({ reviewId: Id }),
      body: CorrectionProposal,
      response: { 201: Correction },
    },
    handler: (request) => proposeCorrection(request.deps, request.params.reviewId, request.body),
  })

  app.post('/api/v1/corrections/:correctionId/cancel', {
    config: {
      access: can('review.manage', correctionScope),
      refusals: ['correction_transition', 'review_conflict_of_interest'],
    },
    schema: {
      operationId: 'cancelCorrection',
      tags,
      summary: 'Do without a correction, or set a proposal aside',
      params: z.object({ correctionId: Id }),
      response: { 200: Correction },
    },
    handler: (request) => cancelCorrection(request.deps, request.params.correctionId),
  })

  app.post('/api/v1/submissions/:submissionId/corrections/answer', {
    config: {
      access: can('submission.write', submissionScope),
      refusals: ['correction_transition', 'correction_over', 'submission_incomplete'],
      versioned: true,
    },
    schema: {
      operationId: 'answerCorrection',
      tags,
      summary: 'Send the mended file back, as of the version named in If-Match',
      params: ofSubmission,
      body: CorrectionAnswer,
      response: { 200: Correction },
    },
    handler: (request) =>
      answerCorrection(request.deps, request.params.submissionId, versionRead(request), request.body.note),
  })
}
