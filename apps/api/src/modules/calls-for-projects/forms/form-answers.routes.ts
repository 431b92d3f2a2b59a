import { FileAnswer, FormTakeover, Id, largestAnswerFile, Submission, SubmissionForm } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { sendFile } from '../../../platform/files/files.service.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { submissionScope } from '../call.scope.ts'
import { addAnswerFile, fileOfAnswer, removeAnswerFile } from './answer-files.service.ts'
import { readSubmissionForm, takeOverForm } from './followed-forms.service.ts'

const tags = ['forms']
const params = z.object({ submissionId: Id })
const fileParams = z.object({ submissionId: Id, questionId: Id })

/** A file is sent as it is, past the serializer. */
const download = (description: string, type: string) => ({
  200: { description, content: { [type]: { schema: z.any().meta({ type: 'string', format: 'binary' }) } } },
})

export const formAnswersRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/submissions/:submissionId/form', {
    config: { access: can('submission.read', submissionScope) },
    schema: {
      operationId: 'readSubmissionForm',
      tags,
      summary: 'The questions that this file follows, and for a draft what a newer version changes',
      params,
      response: { 200: SubmissionForm },
    },
    handler: (request) => readSubmissionForm(request.deps, request.params.submissionId),
  })

  app.post('/api/v1/submissions/:submissionId/form', {
    config: {
      access: can('submission.write', submissionScope),
      refusals: ['submission_transition', 'form_not_newest'],
      versioned: true,
    },
    schema: {
      operationId: 'takeOverForm',
      tags,
      summary: 'Let a draft follow the newest version of the form',
      description: 'Answers to questions with the same id and kind are kept; others go, with their files.',
      params,
      body: FormTakeover,
      response: { 200: Submission },
    },
    handler: async (request, reply) =>
      withVersion(
        reply,
        await takeOverForm(request.deps, request.params.submissionId, versionRead(request), request.body.version),
      ),
  })

  app.post('/api/v1/submissions/:submissionId/files/:questionId', {
    config: {
      access: can('submission.write', submissionScope),
      refusals: ['call_not_open', 'submission_transition', 'correction_over'],
      upload: { types: ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'], maxBytes: largestAnswerFile },
    },
    schema: {
      operationId: 'addAnswerFile',
      tags,
      summary: 'Answer a question with a file, in place of the one that was there',
      description:
        'The body is the file itself: a PDF, JPEG, PNG or WebP, of the types and the size that the question takes. Its bytes decide what it is. The version of the submission stays.',
      params: fileParams,
      response: { 201: FileAnswer },
    },
    handler: ({ deps, params: { submissionId, questionId }, upload }) =>
      addAnswerFile(deps, submissionId, questionId, upload),
  })

  app.get('/api/v1/submissions/:submissionId/files/:questionId', {
    config: { access: can('submission.read', submissionScope), refusals: ['file_missing'] },
    schema: {
      operationId: 'downloadAnswerFile',
      tags,
      summary: 'Download the file in answer to a question',
      params: fileParams,
      response: download('The file, to be saved.', 'application/octet-stream'),
    },
    handler: async ({ deps, params: { submissionId, questionId } }, reply) =>
      reply.send(await sendFile(deps, reply, await fileOfAnswer(deps, submissionId, questionId))),
  })

  app.delete('/api/v1/submissions/:submissionId/files/:questionId', {
    config: {
      access: can('submission.write', submissionScope),
      refusals: ['call_not_open', 'submission_transition', 'submission_incomplete', 'correction_over'],
    },
    schema: {
      operationId: 'removeAnswerFile',
      tags,
      summary: 'Remove the file in answer to a question',
      params: fileParams,
      response: { 204: z.null() },
    },
    handler: async ({ deps, params: { submissionId, questionId } }, reply) => {
      await removeAnswerFile(deps, submissionId, questionId)
      return reply.code(204).send(null)
    },
  })
}
