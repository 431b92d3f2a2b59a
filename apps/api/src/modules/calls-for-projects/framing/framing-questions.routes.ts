import {
  FramingAnswer,
  FramingQuestion,
  FramingQuestionDraft,
  FramingQuestionQuery,
  Id,
  page,
  PageQuery,
  SeasonFramingQuestion,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { seasonScope } from '../../seasons/index.ts'
import { framingQuestionScope, submissionScope } from '../call.scope.ts'
import { listQuestions } from './framing-questions.repository.ts'
import { answerQuestion, askOrganisers, readSeasonQuestions } from './framing-questions.service.ts'

const tags = ['framing']
const ofSubmission = z.object({ submissionId: Id })

/** Help with framing the need: holders ask, organisers answer. */
export const framingQuestionsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post('/api/v1/submissions/:submissionId/framing-questions', {
    config: {
      access: can('submission.write', submissionScope),
      refusals: ['submission_transition', 'too_many_requests'],
    },
    schema: {
      operationId: 'askOrganisers',
      tags,
      summary: 'Ask the organisers for help with one question of the canvas',
      description:
        'They are told by mail, and see what is written under that question at this moment; of a draft, nothing else.',
      params: ofSubmission,
      body: FramingQuestionDraft,
      response: { 201: FramingQuestion },
    },
    handler: (request) => askOrganisers(request.deps, request.params.submissionId, request.body),
  })

  app.get('/api/v1/submissions/:submissionId/framing-questions', {
    config: { access: can('submission.write', submissionScope) },
    schema: {
      operationId: 'listFramingQuestions',
      tags,
      summary: 'What the holders of a file asked, and the answers; oldest first',
      params: ofSubmission,
      querystring: PageQuery,
      response: { 200: page(FramingQuestion) },
    },
    handler: (request) => listQuestions(request.deps.db, request.params.submissionId, request.query),
  })

  app.get('/api/v1/seasons/:seasonId/framing-questions', {
    config: { access: can('call.manage', seasonScope) },
    schema: {
      operationId: 'listSeasonFramingQuestions',
      tags,
      summary: 'What holders ask the organisers of a season; those that wait, longest first',
      params: z.object({ seasonId: Id }),
      querystring: FramingQuestionQuery,
      response: { 200: page(SeasonFramingQuestion) },
    },
    handler: (request) => readSeasonQuestions(request.deps, request.params.seasonId, request.query),
  })

  app.put('/api/v1/framing-questions/:questionId/answer', {
    config: { access: can('call.manage', framingQuestionScope), refusals: ['framing_question_answered'] },
    schema: {
      operationId: 'answerFramingQuestion',
      tags,
      summary: 'Answer, once; the answer goes by mail too',
      params: z.object({ questionId: Id }),
      body: FramingAnswer,
      response: { 200: SeasonFramingQuestion },
    },
    handler: (request) => answerQuestion(request.deps, request.params.questionId, request.body.text),
  })
}
