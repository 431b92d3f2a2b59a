import { Id, InvitationToken } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone, can } from '../../platform/access/access.ts'
import type { Scope } from '../../platform/access/policy.rules.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { signInAs, type Auth } from '../identity/index.ts'
import { findInvitation } from './delegations.repository.ts'
import { acceptInvitation, revoke } from './invitations.service.ts'
import { findGrant } from './roles.repository.ts'
import { takeRoleBack } from './roles.service.ts'

const tags = ['delegations']
const nothing = z.null().describe('Done.')

type PlaceOf = (deps: Pick<Deps, 'db'>, scopeKind: string, scopeId: string | null) => Promise<Scope | undefined>

/** `placeOf` tells in which delegation a season or a team stands; later modules know, this one does not. */
export const invitationsRoutes =
  (auth: Auth, triesPerMinute: number, placeOf: PlaceOf): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/api/v1/invitations/accept', {
      config: {
        keyScope: 'none',
        access: anyone,
        rateLimit: { max: triesPerMinute, timeWindow: '1 minute' },
        refusals: ['invitation_not_open', 'too_many_requests'],
      },
      schema: {
        operationId: 'acceptInvitation',
        tags,
        summary: 'Accept an invitation, and sign in',
        description: 'The token stands in the fragment of the link that was mailed; it works once.',
        body: InvitationToken,
        response: { 204: nothing },
      },
      handler: async (request, reply) => {
        await signInAs(auth, request.deps.db, reply, await acceptInvitation(request.deps, request.body.token))
        return reply.code(204).send(null)
      },
    })

    const invitationScope = async (deps: Deps, { invitationId }: { invitationId: string }) => {
      const invitation = await findInvitation(deps.db, invitationId)
      return invitation && placeOf(deps, invitation.scopeKind, invitation.scopeId)
    }

    app.delete('/api/v1/invitations/:invitationId', {
      config: { keyScope: 'none', access: can('season.manage', invitationScope), refusals: ['invitation_not_open'] },
      schema: {
        operationId: 'revokeInvitation',
        tags,
        summary: 'Take an invitation back',
        description: 'By those who may give the role that it promises.',
        params: z.object({ invitationId: Id }),
        response: { 204: nothing },
      },
      handler: async (request, reply) => {
        const invitation = await findInvitation(request.deps.db, request.params.invitationId)
        if (!invitation) throw new AppError('not_found', 'There is no such invitation.')
        await revoke(request.deps, invitation, (await invitationScope(request.deps, request.params)) ?? {})
        return reply.code(204).send(null)
      },
    })

    const grantScope = async (deps: Deps, { grantId }: { grantId: string }) => {
      const grant = await findGrant(deps.db, grantId)
      return grant && placeOf(deps, grant.scopeKind, grant.scopeId)
    }

    app.delete('/api/v1/role-grants/:grantId', {
      config: { keyScope: 'none', access: can('season.manage', grantScope), refusals: ['last_manager'] },
      schema: {
        operationId: 'takeRoleBack',
        tags,
        summary: 'Take a role back',
        description:
          'By those who may give it. The last admin of a delegation leaves only by a network admin, the last organiser of a season only by an admin of its delegation.',
        params: z.object({ grantId: Id }),
        response: { 204: nothing },
      },
      handler: async (request, reply) => {
        await takeRoleBack(request.deps, request.params.grantId, (await grantScope(request.deps, request.params)) ?? {})
        return reply.code(204).send(null)
      },
    })
  }
