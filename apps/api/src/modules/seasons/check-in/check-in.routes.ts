import {
  CheckIn,
  CheckInDraft,
  Door,
  DoorListPerson,
  DoorPerson,
  DoorQuery,
  Id,
  page,
  Ticket,
  WalkIn,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { enrolmentScope, seasonScope } from '../season.scope.ts'
import { checkIn, readDoor, readTicket, undoCheckIn } from './check-in.service.ts'
import { listDoorPeople } from './door.repository.ts'
import { welcomeWalkIn } from './walk-ins.service.ts'

const tags = ['check-in']
const params = z.object({ seasonId: Id })

/** What happens at the door of a season. */
export const checkInRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/me/enrolments/:enrolmentId/ticket', {
    config: { access: can('enrolment.own', enrolmentScope) },
    schema: {
      operationId: 'readMyTicket',
      tags,
      summary: 'My ticket: the code that I show at the door',
      params: z.object({ enrolmentId: Id }),
      response: { 200: Ticket },
    },
    handler: (request) => readTicket(request.deps, request.params.enrolmentId),
  })

  app.get('/api/v1/seasons/:seasonId/door', {
    config: { access: can('door.keep', seasonScope) },
    schema: {
      operationId: 'readDoor',
      tags,
      summary: 'What whoever keeps the door needs to know of the season',
      params,
      response: { 200: Door },
    },
    handler: (request) => readDoor(request.deps, request.params.seasonId),
  })

  app.get('/api/v1/seasons/:seasonId/door/people', {
    config: { access: can('door.keep', seasonScope) },
    schema: {
      operationId: 'listDoorPeople',
      tags,
      summary: 'Everybody enrolled, by name, with the codes of their tickets',
      description: 'For a device that keeps the door without a network: up to 500 in a page.',
      params,
      querystring: DoorQuery,
      response: { 200: page(DoorListPerson) },
    },
    handler: (request) => listDoorPeople(request.deps.db, request.params.seasonId, request.query),
  })

  app.post('/api/v1/seasons/:seasonId/check-ins', {
    config: {
      access: can('door.keep', seasonScope),
      refusals: ['ticket_unknown', 'ticket_not_confirmed', 'ticket_withdrawn'],
    },
    schema: {
      operationId: 'checkIn',
      tags,
      summary: 'Note that someone has come',
      description:
        'Sent twice it answers twice the same, with the first time: a device may send again what it is unsure of.',
      params,
      body: CheckInDraft,
      response: { 200: CheckIn },
    },
    handler: (request) => checkIn(request.deps, request.params.seasonId, request.body),
  })

  app.delete('/api/v1/seasons/:seasonId/check-ins/:enrolmentId', {
    config: { access: can('door.keep', seasonScope), refusals: ['enrolment_transition'] },
    schema: {
      operationId: 'undoCheckIn',
      tags,
      summary: 'Take back a check-in made by mistake',
      params: z.object({ seasonId: Id, enrolmentId: Id }),
      response: { 200: DoorPerson },
    },
    handler: (request) => undoCheckIn(request.deps, request.params.seasonId, request.params.enrolmentId),
  })

  app.post('/api/v1/seasons/:seasonId/walk-ins', {
    config: { access: can('door.keep', seasonScope), refusals: ['season_not_open', 'season_full'] },
    schema: {
      operationId: 'welcomeWalkIn',
      tags,
      summary: 'Enrol and check in someone who came without being enrolled',
      description:
        'Answers the same whether the address has an account or not. Without an address the person gets no mail, ever.',
      params,
      body: WalkIn,
      response: { 201: CheckIn },
    },
    handler: (request) => welcomeWalkIn(request.deps, request.params.seasonId, request.body),
  })
}
