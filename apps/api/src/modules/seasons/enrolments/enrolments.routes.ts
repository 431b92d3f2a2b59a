import {
  BulkConfirmation,
  BulkConfirmationResult,
  EnrolmentDraft,
  EnrolmentHistoryLine,
  EnrolmentMove,
  EnrolmentQuery,
  EnrolmentRow,
  EnrolmentSiteChange,
  Id,
  OwnEnrolment,
  page,
  PageQuery,
  RankedEnrolment,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn } from '../../../platform/access/access.ts'
import { personOf } from '../../../platform/deps.ts'
import { inTurn } from '../../../platform/http/turns.ts'
import { listEnrolments, listOwnEnrolments } from './enrolments.repository.ts'
import { confirmMany } from './bulk-confirm.service.ts'
import { changeEnrolmentSite, enrol, moveEnrolment } from './enrolments.service.ts'
import { listEnrolmentHistory } from './history.repository.ts'
import { enrolmentScope, seasonScope } from '../season.scope.ts'

const tags = ['enrolments']

export const enrolmentsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post('/api/v1/seasons/:seasonId/enrolments', {
    config: { access: signedIn, refusals: ['not_found', 'season_not_open', 'enrolment_closed', 'already_exists'] },
    schema: {
      operationId: 'enrol',
      tags,
      summary: 'Enrol in a season',
      description:
        'Where the season takes people as they come, the answer says at once: confirmed, or waiting with a rank.',
      params: z.object({ seasonId: Id }),
      body: EnrolmentDraft,
      response: { 201: RankedEnrolment },
    },
    preHandler: inTurn(({ seasonId }: { seasonId: string }) => seasonId),
    handler: (request) => enrol(request.deps, request.params.seasonId, request.body),
  })

  app.get('/api/v1/seasons/:seasonId/enrolments', {
    config: { access: can('enrolment.manage', seasonScope) },
    schema: {
      operationId: 'listEnrolments',
      tags,
      summary: 'Who is enrolled, in order of arrival',
      params: z.object({ seasonId: Id }),
      querystring: EnrolmentQuery,
      response: { 200: page(EnrolmentRow) },
    },
    handler: (request) => listEnrolments(request.deps.db, request.params.seasonId, request.query),
  })

  app.get('/api/v1/me/enrolments', {
    config: { access: signedIn },
    schema: {
      operationId: 'listMyEnrolments',
      tags,
      summary: 'The seasons I am enrolled in, the latest first',
      querystring: PageQuery,
      response: { 200: page(OwnEnrolment) },
    },
    handler: (request) => listOwnEnrolments(request.deps.db, personOf(request.deps), request.query),
  })

  app.post('/api/v1/enrolments/:enrolmentId/status', {
    config: { access: can('enrolment.manage', enrolmentScope), refusals: ['enrolment_transition', 'season_full'] },
    schema: {
      operationId: 'moveEnrolment',
      tags,
      summary: 'Confirm, put on the waiting list, check in, mark absent or withdraw someone',
      params: z.object({ enrolmentId: Id }),
      body: EnrolmentMove,
      response: { 200: RankedEnrolment },
    },
    handler: (request) => moveEnrolment(request.deps, request.params.enrolmentId, request.body.to, 'organiser'),
  })

  app.post('/api/v1/me/enrolments/:enrolmentId/status', {
    config: {
      access: can('enrolment.own', enrolmentScope),
      refusals: ['enrolment_transition', 'season_not_open', 'enrolment_closed', 'offer_over'],
    },
    schema: {
      operationId: 'moveMyEnrolment',
      tags,
      summary: 'Accept or decline a place, withdraw, or apply again',
      params: z.object({ enrolmentId: Id }),
      body: EnrolmentMove,
      response: { 200: RankedEnrolment },
    },
    handler: (request) => moveEnrolment(request.deps, request.params.enrolmentId, request.body.to, 'self'),
  })

  app.post('/api/v1/seasons/:seasonId/enrolments/confirmations', {
    config: { access: can('enrolment.manage', seasonScope) },
    schema: {
      operationId: 'confirmEnrolments',
      tags,
      summary: 'Confirm several people in one act',
      description: 'In order of arrival, as long as there is room; the answer says what became of each.',
      params: z.object({ seasonId: Id }),
      body: BulkConfirmation,
      response: { 200: BulkConfirmationResult },
    },
    handler: (request) => confirmMany(request.deps, request.params.seasonId, request.body.enrolmentIds),
  })

  app.get('/api/v1/enrolments/:enrolmentId/history', {
    config: { access: can('enrolment.manage', enrolmentScope) },
    schema: {
      operationId: 'listEnrolmentHistory',
      tags,
      summary: 'Who moved this enrolment and when, the latest first',
      params: z.object({ enrolmentId: Id }),
      querystring: PageQuery,
      response: { 200: page(EnrolmentHistoryLine) },
    },
    handler: (request) => listEnrolmentHistory(request.deps.db, request.params.enrolmentId, request.query),
  })

  app.put('/api/v1/enrolments/:enrolmentId/site', {
    config: { access: can('enrolment.manage', enrolmentScope), refusals: ['season_full'] },
    schema: {
      operationId: 'changeEnrolmentSite',
      tags,
      summary: 'Send someone to another site',
      params: z.object({ enrolmentId: Id }),
      body: EnrolmentSiteChange,
      response: { 200: RankedEnrolment },
    },
    handler: (request) =>
      changeEnrolmentSite(request.deps, request.params.enrolmentId, request.body.siteId, 'organiser'),
  })

  app.put('/api/v1/me/enrolments/:enrolmentId/site', {
    config: { access: can('enrolment.own', enrolmentScope), refusals: ['season_full', 'season_not_open'] },
    schema: {
      operationId: 'changeMyEnrolmentSite',
      tags,
      summary: 'Choose another site',
      params: z.object({ enrolmentId: Id }),
      body: EnrolmentSiteChange,
      response: { 200: RankedEnrolment },
    },
    handler: (request) => changeEnrolmentSite(request.deps, request.params.enrolmentId, request.body.siteId, 'self'),
  })
}
