import {
  Id,
  OwnSubmission,
  page,
  PageQuery,
  Submission,
  SubmissionDetails,
  SubmissionFile,
  SubmissionStart,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { submissionScope } from '../call.scope.ts'
import { readOwnSubmissions, readSubmission, saveSubmission, startSubmission, submit } from './submissions.service.ts'

const tags = ['submissions']
const params = z.object({ submissionId: Id })

export const submissionsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post('/api/v1/calls/:callId/submissions', {
    config: { access: signedIn, refusals: ['too_many_of_these', 'not_found', 'call_not_open', 'season_not_open'] },
    schema: {
      operationId: 'startSubmission',
      tags,
      summary: 'Begin a draft, which nobody else sees',
      params: z.object({ callId: Id }),
      body: SubmissionStart,
      response: { 201: Submission },
    },
    handler: async (request, reply) =>
      withVersion(reply, await startSubmission(request.deps, request.params.callId, request.body)),
  })

  app.get('/api/v1/me/submissions', {
    config: { access: signedIn },
    schema: {
      operationId: 'listMySubmissions',
      tags,
      summary: 'My drafts and submissions, newest first',
      querystring: PageQuery,
      response: { 200: page(OwnSubmission) },
    },
    handler: (request) => readOwnSubmissions(request.deps, request.query),
  })

  app.get('/api/v1/submissions/:submissionId', {
    config: { access: can('submission.read', submissionScope) },
    schema: {
      operationId: 'readSubmission',
      tags,
      summary: 'A submission, and the call that it answers',
      params,
      response: { 200: SubmissionDetails },
    },
    handler: async (request, reply) =>
      withVersion(reply, await readSubmission(request.deps, request.params.submissionId)),
  })

  app.put('/api/v1/submissions/:submissionId', {
    config: {
      access: can('submission.write', submissionScope),
      refusals: [
        'call_not_open',
        'season_not_open',
        'submission_frozen',
        'submission_transition',
        'submission_incomplete',
      ],
      versioned: true,
    },
    schema: {
      operationId: 'saveSubmission',
      tags,
      summary: 'Save the file, until the last moment of this person',
      description:
        'A draft may be saved with anything missing; what is submitted already has to stay complete. After the deadline, a submitted file changes as far as the call says.',
      params,
      body: SubmissionFile,
      response: { 200: Submission },
    },
    handler: async (request, reply) =>
      withVersion(
        reply,
        await saveSubmission(request.deps, request.params.submissionId, versionRead(request), request.body),
      ),
  })

  app.post('/api/v1/submissions/:submissionId/submit', {
    config: {
      access: can('submission.write', submissionScope),
      refusals: ['call_not_open', 'season_not_open', 'submission_transition', 'submission_incomplete'],
      versioned: true,
    },
    schema: {
      operationId: 'submit',
      tags,
      summary: 'Submit the version named in If-Match; a receipt goes by mail',
      params,
      response: { 200: Submission },
    },
    handler: async (request, reply) =>
      withVersion(reply, await submit(request.deps, request.params.submissionId, versionRead(request))),
  })
}
