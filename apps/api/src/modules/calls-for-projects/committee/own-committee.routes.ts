import {
  Id,
  Membership,
  MembershipDraft,
  OwnCommittee,
  OwnTies,
  page,
  PageQuery,
  Tie,
  TieDraft,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn } from '../../../platform/access/access.ts'
import { personOf } from '../../../platform/deps.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { callScope } from '../call.scope.ts'
import { changeMember, declareTie, readOwnCommittees, readOwnTies, withdrawTie } from './committee.service.ts'

const tags = ['committee']
const ofCall = z.object({ callId: Id })

export const ownCommitteeRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/me/committees', {
    config: { access: signedIn },
    schema: {
      operationId: 'listMyCommittees',
      tags,
      summary: 'The calls that I review, with what I can take on',
      querystring: PageQuery,
      response: { 200: page(OwnCommittee) },
    },
    handler: (request) => readOwnCommittees(request.deps, request.query),
  })

  app.put('/api/v1/me/committees/:callId', {
    config: { access: can('review.assigned', callScope), versioned: true },
    schema: {
      operationId: 'changeMyMembership',
      tags,
      summary: 'How many files I can take, and what I know about',
      params: ofCall,
      body: MembershipDraft,
      response: { 200: Membership },
    },
    handler: async (request, reply) =>
      withVersion(
        reply,
        await changeMember(
          request.deps,
          request.params.callId,
          personOf(request.deps),
          versionRead(request),
          request.body,
        ),
      ),
  })

  app.get('/api/v1/me/committees/:callId/ties', {
    config: { access: can('review.assigned', callScope) },
    schema: {
      operationId: 'listMyTies',
      tags,
      summary: 'The ties that I declared, and the structures that I may have one with',
      params: ofCall,
      response: { 200: OwnTies },
    },
    handler: (request) => readOwnTies(request.deps, request.params.callId),
  })

  app.post('/api/v1/me/committees/:callId/ties', {
    config: { access: can('review.assigned', callScope), refusals: ['already_exists', 'too_many_of_these'] },
    schema: {
      operationId: 'declareTie',
      tags,
      summary: 'Say that I know a structure, or those behind a file, from close by',
      params: ofCall,
      body: TieDraft,
      response: { 201: Tie },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await declareTie(request.deps, request.params.callId, request.body)),
  })

  app.delete('/api/v1/me/committees/:callId/ties/:tieId', {
    config: { access: can('review.assigned', callScope) },
    schema: {
      operationId: 'withdrawTie',
      tags,
      summary: 'Take back a tie that I declared',
      params: z.object({ callId: Id, tieId: Id }),
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await withdrawTie(request.deps, request.params.callId, request.params.tieId)
      return reply.code(204).send(null)
    },
  })
}
