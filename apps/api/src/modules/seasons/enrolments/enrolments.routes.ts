import {
  Enrolment,
  EnrolmentDraft,
  EnrolmentMove,
  EnrolmentQuery,
  EnrolmentRow,
  Id,
  OwnEnrolment,
  page,
  PageQuery,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn } from '../../../platform/access/access.ts'
import { personOf } from '../../../platform/deps.ts'
import { listEnrolments, listOwnEnrolments } from './enrolments.repository.ts'
import { enrol, moveEnrolment } from './enrolments.service.ts'
import { enrolmentScope, seasonScope } from '../season.scope.ts'

const tags = ['enrolments']

export const enrolmentsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post('/api/v1/seasons/:seasonId/enrolments', {
    config: { access: signedIn, refusals: ['not_found', 'season_not_open', 'enrolment_closed', 'already_exists'] },
    schema: {
      operationId: 'enrol',
      tags,
      summary: 'Enrol in a season',
      params: z.object({ seasonId: Id }),
      body: EnrolmentDraft,
      response: { 201: Enrolment },
    },
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
      summary: 'Confirm, check in, mark absent or withdraw someone',
      params: z.object({ enrolmentId: Id }),
      body: EnrolmentMove,
      response: { 200: Enrolment },
    },
    handler: (request) => moveEnrolment(request.deps, request.params.enrolmentId, request.body.to, 'organiser'),
  })

  app.post('/api/v1/me/enrolments/:enrolmentId/status', {
    config: {
      access: can('enrolment.own', enrolmentScope),
      refusals: ['enrolment_transition', 'season_not_open', 'enrolment_closed'],
    },
    schema: {
      operationId: 'moveMyEnrolment',
      tags,
      summary: 'Withdraw, or apply again',
      params: z.object({ enrolmentId: Id }),
      body: EnrolmentMove,
      response: { 200: Enrolment },
    },
    handler: (request) => moveEnrolment(request.deps, request.params.enrolmentId, request.body.to, 'self'),
  })
}
