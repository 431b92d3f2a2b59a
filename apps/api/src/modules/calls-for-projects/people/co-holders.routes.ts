import {
  CoHolderDraft,
  CoHolderInvitation,
  HandOver,
  Id,
  InvitationToken,
  JoinedSubmission,
  SubmissionPeople,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone, can } from '../../../platform/access/access.ts'
import type { Deps } from '../../../platform/deps.ts'
import { signInAs, type Auth } from '../../identity/index.ts'
import { submissionScope } from '../call.scope.ts'
import { findInvitation } from './co-holders.repository.ts'
import {
  acceptCoHolding,
  handOver,
  inviteCoHolder,
  readPeople,
  removeHolder,
  revokeCoHolderInvitation,
} from './co-holders.service.ts'

const tags = ['submissions']
const params = z.object({ submissionId: Id })
const nothing = z.null().describe('Done.')

const invitationScope = async (deps: Deps, { invitationId }: { invitationId: string }) => {
  const invitation = await findInvitation(deps.db, invitationId)
  return invitation && submissionScope(deps, invitation)
}

export const coHoldersRoutes =
  (auth: Auth, triesPerMinute: number): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/v1/submissions/:submissionId/people', {
      config: { access: can('submission.write', submissionScope) },
      schema: {
        operationId: 'listHolders',
        tags,
        summary: 'Who works on a file, and who is invited to; for those who do',
        params,
        response: { 200: SubmissionPeople },
      },
      handler: (request) => readPeople(request.deps, request.params.submissionId),
    })

    app.post('/api/v1/submissions/:submissionId/co-holder-invitations', {
      config: {
        access: can('submission.write', submissionScope),
        refusals: ['co_holder_already', 'too_many_of_these'],
      },
      schema: {
        operationId: 'inviteCoHolder',
        tags,
        summary: 'Invite somebody by mail to hold the file together',
        params,
        body: CoHolderDraft,
        response: { 201: CoHolderInvitation },
      },
      handler: (request) => inviteCoHolder(request.deps, request.params.submissionId, request.body.email),
    })

    app.delete('/api/v1/co-holder-invitations/:invitationId', {
      config: { access: can('submission.write', invitationScope), refusals: ['invitation_not_open'] },
      schema: {
        operationId: 'revokeCoHolderInvitation',
        tags,
        summary: 'Take back an invitation to hold a file',
        params: z.object({ invitationId: Id }),
        response: { 204: nothing },
      },
      handler: async (request, reply) => {
        await revokeCoHolderInvitation(request.deps, request.params.invitationId)
        return reply.code(204).send(null)
      },
    })

    app.post('/api/v1/co-holder-invitations/accept', {
      config: {
        keyScope: 'none',
        access: anyone,
        rateLimit: { max: triesPerMinute, timeWindow: '1 minute' },
        refusals: ['invitation_not_open', 'too_many_requests'],
      },
      schema: {
        operationId: 'acceptCoHolding',
        tags,
        summary: 'Join those who hold a file, and sign in',
        description: 'The token stands in the fragment of the link that was mailed; it works once.',
        body: InvitationToken,
        response: { 200: JoinedSubmission },
      },
      handler: async (request, reply) => {
        const { email, submissionId } = await acceptCoHolding(request.deps, request.body.token)
        await signInAs(auth, request.deps.db, reply, email)
        return { submissionId }
      },
    })

    app.delete('/api/v1/submissions/:submissionId/co-holders/:personId', {
      config: { access: can('submission.write', submissionScope), refusals: ['first_holder_stays'] },
      schema: {
        operationId: 'removeCoHolder',
        tags,
        summary: 'Leave a file, or as its first holder remove somebody',
        params: z.object({ submissionId: Id, personId: Id }),
        response: { 204: nothing },
      },
      handler: async (request, reply) => {
        await removeHolder(request.deps, request.params.submissionId, request.params.personId)
        return reply.code(204).send(null)
      },
    })

    app.post('/api/v1/submissions/:submissionId/hand-over', {
      config: { access: can('submission.write', submissionScope) },
      schema: {
        operationId: 'handOver',
        tags,
        summary: 'Make a co-holder the first holder, and stay as a co-holder',
        params,
        body: HandOver,
        response: { 204: nothing },
      },
      handler: async (request, reply) => {
        await handOver(request.deps, request.params.submissionId, request.body.personId)
        return reply.code(204).send(null)
      },
    })
  }
