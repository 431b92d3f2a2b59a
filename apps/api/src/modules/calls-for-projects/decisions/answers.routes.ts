import {
  AnsweredQuery,
  AnsweredSubmission,
  AnswerWords,
  AnswerWordsDraft,
  Capacity,
  CapacityQuery,
  Id,
  ManyDecided,
  ManyDecisions,
  page,
  Submission,
  TurnDown,
  WaitingList,
  Withdrawal,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { callScope, submissionScope } from '../call.scope.ts'
import { changeAnswerWords, readAnswered, readAnswerWords } from './answers.service.ts'
import { readCapacity } from './capacity.service.ts'
import { decideMany } from './decide-many.service.ts'
import { confirmSubmission, turnDown, withdraw } from './holder-answers.service.ts'
import { orderWaitingList, promote, type TeamsPublished } from './waiting-list.service.ts'

const tags = ['decisions']
const ofCall = z.object({ callId: Id })
const ofSubmission = z.object({ submissionId: Id })

/** What goes with the answers of a call, before they are published and after. */
export const answersRoutes =
  (teamsPublished: TeamsPublished): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/api/v1/calls/:callId/decisions', {
      config: { access: can('decision.manage', callScope), refusals: ['call_still_open', 'decisions_published'] },
      schema: {
        operationId: 'decideMany',
        tags,
        summary: 'The same private decision for several submissions; the answer says what became of each',
        params: ofCall,
        body: ManyDecisions,
        response: { 200: ManyDecided },
      },
      handler: (request) => decideMany(request.deps, request.params.callId, request.body),
    })

    app.put('/api/v1/calls/:callId/waiting-list', {
      config: { access: can('decision.manage', callScope), refusals: ['waiting_list_changed'] },
      schema: {
        operationId: 'orderWaitingList',
        tags,
        summary: 'Say who moves up first',
        description:
          'Name every submission on the waiting list that you see. Those that you hold, or whose decision is hidden from you, keep their place.',
        params: ofCall,
        body: WaitingList,
        response: { 200: WaitingList },
      },
      handler: (request) => orderWaitingList(request.deps, request.params.callId, request.body.submissionIds),
    })

    app.get('/api/v1/calls/:callId/capacity', {
      config: { access: can('decision.manage', callScope) },
      schema: {
        operationId: 'readCapacity',
        tags,
        summary: 'What the accepted projects would ask of the people who come, and of their skills',
        params: ofCall,
        querystring: CapacityQuery,
        response: { 200: Capacity },
      },
      handler: (request) => readCapacity(request.deps, request.params.callId, request.query),
    })

    app.get('/api/v1/calls/:callId/answer-words', {
      config: { access: can('decision.manage', callScope) },
      schema: {
        operationId: 'readAnswerWords',
        tags,
        summary: 'What the organisers add to the mails of each outcome, and their reasons kept at hand',
        params: ofCall,
        response: { 200: AnswerWords },
      },
      handler: async (request, reply) => withVersion(reply, await readAnswerWords(request.deps, request.params.callId)),
    })

    app.put('/api/v1/calls/:callId/answer-words', {
      config: { access: can('decision.manage', callScope), refusals: ['decisions_published'], versioned: true },
      schema: {
        operationId: 'changeAnswerWords',
        tags,
        summary: 'Change them, until the decisions are published',
        params: ofCall,
        body: AnswerWordsDraft,
        response: { 200: AnswerWords },
      },
      handler: async (request, reply) =>
        withVersion(
          reply,
          await changeAnswerWords(request.deps, request.params.callId, versionRead(request), request.body),
        ),
    })

    app.get('/api/v1/calls/:callId/answers', {
      config: { access: can('decision.manage', callScope) },
      schema: {
        operationId: 'listAnswers',
        tags,
        summary: 'What became of the answers that were published, in order of arrival',
        params: ofCall,
        querystring: AnsweredQuery,
        response: { 200: page(AnsweredSubmission) },
      },
      handler: (request) => readAnswered(request.deps, request.params.callId, request.query),
    })

    app.post('/api/v1/submissions/:submissionId/promote', {
      config: {
        access: can('decision.manage', submissionScope),
        refusals: ['submission_transition', 'review_conflict_of_interest', 'season_not_open', 'teams_published'],
      },
      schema: {
        operationId: 'promoteSubmission',
        tags,
        summary: 'Accept one of the waiting list, or one that was not confirmed in time; its holders get a mail',
        params: ofSubmission,
        response: { 200: AnsweredSubmission },
      },
      handler: (request) => promote(request.deps, request.params.submissionId, teamsPublished),
    })

    app.post('/api/v1/submissions/:submissionId/confirm', {
      config: {
        access: can('submission.write', submissionScope),
        refusals: ['submission_transition', 'confirmation_late', 'season_not_open', 'teams_published'],
      },
      schema: {
        operationId: 'confirmSubmission',
        tags,
        summary: 'Say yes to having been accepted, within the time limit: the submission becomes a project',
        params: ofSubmission,
        response: { 200: Submission },
      },
      handler: async (request, reply) =>
        withVersion(reply, await confirmSubmission(request.deps, request.params.submissionId, teamsPublished)),
    })

    app.post('/api/v1/submissions/:submissionId/turn-down', {
      config: { access: can('submission.write', submissionScope), refusals: ['submission_transition'] },
      schema: {
        operationId: 'turnDownSubmission',
        tags,
        summary: 'Say no to having been accepted: the first of the waiting list gets the place',
        params: ofSubmission,
        body: TurnDown,
        response: { 200: Submission },
      },
      handler: async (request, reply) =>
        withVersion(
          reply,
          await turnDown(request.deps, request.params.submissionId, request.body.words, teamsPublished),
        ),
    })

    app.post('/api/v1/submissions/:submissionId/withdraw', {
      config: {
        access: can('submission.write', submissionScope),
        refusals: ['submission_transition', 'teams_published'],
      },
      schema: {
        operationId: 'withdrawSubmission',
        tags,
        summary: 'Withdraw, at any time before teams are published; a reason is needed once it was confirmed',
        params: ofSubmission,
        body: Withdrawal.nullish(),
        response: { 200: Submission },
      },
      handler: async (request, reply) =>
        withVersion(
          reply,
          await withdraw(request.deps, request.params.submissionId, request.body?.reason ?? '', teamsPublished),
        ),
    })
  }
