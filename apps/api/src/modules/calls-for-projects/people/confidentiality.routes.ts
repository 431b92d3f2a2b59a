import {
  CallConfidentiality,
  Confidentiality,
  ConfidentialityChange,
  ConfidentialReaders,
  ConfidentialSubmission,
  Id,
  page,
  PageQuery,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn } from '../../../platform/access/access.ts'
import { callScope, submissionScope } from '../call.scope.ts'
import { changeCallReaders, readCallConfidentiality } from './call-readers.service.ts'
import {
  changeConfidentiality,
  nameForFile,
  readConfidentiality,
  readNamedFor,
  unnameForFile,
} from './confidentiality.service.ts'

const tags = ['confidentiality']
const params = z.object({ submissionId: Id })
const naming = z.object({ submissionId: Id, personId: Id })
const nothing = z.null().describe('Done.')

export const confidentialityRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/submissions/:submissionId/confidentiality', {
    config: { access: can('submission.read', submissionScope) },
    schema: {
      operationId: 'readConfidentiality',
      tags,
      summary: 'Who may see a file, by name',
      params,
      response: { 200: Confidentiality },
    },
    handler: (request) => readConfidentiality(request.deps, request.params.submissionId),
  })

  app.put('/api/v1/submissions/:submissionId/confidentiality', {
    config: { access: can('submission.read', submissionScope) },
    schema: {
      operationId: 'changeConfidentiality',
      tags,
      summary: 'Choose who may see a file, and what it is called in public',
      description:
        'By a holder; a confidential reader of the call who organises it may make a file restricted, and choose its public words. A file is protected at once, also where nobody is named yet.',
      params,
      body: ConfidentialityChange,
      response: { 200: Confidentiality },
    },
    handler: (request) => changeConfidentiality(request.deps, request.params.submissionId, request.body),
  })

  app.put('/api/v1/submissions/:submissionId/readers/:personId', {
    config: {
      access: can('submission.read', submissionScope),
      refusals: ['submission_not_restricted', 'review_conflict_of_interest'],
    },
    schema: {
      operationId: 'nameReader',
      tags,
      summary: 'Let somebody see this restricted file; its holders learn who',
      params: naming,
      response: { 204: nothing },
    },
    handler: async (request, reply) => {
      await nameForFile(request.deps, request.params.submissionId, request.params.personId)
      return reply.code(204).send(null)
    },
  })

  app.delete('/api/v1/submissions/:submissionId/readers/:personId', {
    config: { access: can('submission.read', submissionScope), refusals: ['submission_not_restricted'] },
    schema: {
      operationId: 'unnameReader',
      tags,
      summary: 'Somebody who was named for this file alone sees it no more',
      params: naming,
      response: { 204: nothing },
    },
    handler: async (request, reply) => {
      await unnameForFile(request.deps, request.params.submissionId, request.params.personId)
      return reply.code(204).send(null)
    },
  })

  app.get('/api/v1/me/confidential-submissions', {
    config: { access: signedIn },
    schema: {
      operationId: 'listConfidentialSubmissions',
      tags,
      summary: 'Restricted files that I was named for, the latest first',
      querystring: PageQuery,
      response: { 200: page(ConfidentialSubmission) },
    },
    handler: (request) => readNamedFor(request.deps, request.query),
  })

  app.get('/api/v1/calls/:callId/confidentiality', {
    config: { access: can('call.manage', callScope) },
    schema: {
      operationId: 'readCallConfidentiality',
      tags,
      summary: 'Who sees the restricted files of a call, and how many there are',
      params: z.object({ callId: Id }),
      response: { 200: CallConfidentiality },
    },
    handler: (request) => readCallConfidentiality(request.deps, request.params.callId),
  })

  app.put('/api/v1/calls/:callId/confidential-readers', {
    config: { access: can('call.manage', callScope), refusals: ['confidential_readers_needed'] },
    schema: {
      operationId: 'changeConfidentialReaders',
      tags,
      summary: 'Name those who see every restricted file of a call; the holders of such files learn who',
      params: z.object({ callId: Id }),
      body: ConfidentialReaders,
      response: { 200: CallConfidentiality },
    },
    handler: (request) => changeCallReaders(request.deps, request.params.callId, request.body.personIds),
  })
}
