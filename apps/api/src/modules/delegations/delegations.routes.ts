import {
  AuditEntry,
  Delegation,
  DelegationDraft,
  Id,
  Invitation,
  InvitationDraft,
  page,
  PageQuery,
  Role,
  RoleGrant,
  Site,
  SiteDraft,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn, wholeNetwork } from '../../platform/access/access.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { versionRead, withVersion } from '../../platform/http/versions.ts'
import { readAudit, type Withheld } from './audit.service.ts'
import { findDelegation, listDelegations, listInvitations, listSites } from './delegations.repository.ts'
import { addSite, changeDelegation, createDelegation } from './delegations.service.ts'
import { invite } from './invitations.service.ts'
import { listRoles } from './roles.repository.ts'

const tags = ['delegations']
const params = z.object({ delegationId: Id })

/** Where a delegation stands in the access policy. */
export const delegationScope = async ({ db }: Pick<Deps, 'db'>, { delegationId }: { delegationId: string }) =>
  (await findDelegation(db, delegationId)) ? { delegationId } : undefined

async function existing(db: Deps['db'], id: string) {
  const delegation = await findDelegation(db, id)
  if (!delegation) throw new AppError('not_found', 'There is no such delegation.')
  return delegation
}

/** `withheld` tells which submissions someone may not hear of. */
export const delegationsRoutes =
  (withheld: Withheld): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/api/v1/delegations', {
      config: { access: signedIn },
      schema: {
        operationId: 'listDelegations',
        tags,
        summary: 'Delegations of the network, by name',
        querystring: PageQuery,
        response: { 200: page(Delegation) },
      },
      handler: (request) => listDelegations(request.deps.db, request.query),
    })

    app.post('/api/v1/delegations', {
      config: { access: can('network.manage', wholeNetwork), refusals: ['already_exists'] },
      schema: {
        operationId: 'createDelegation',
        tags,
        summary: 'Found a delegation',
        body: DelegationDraft,
        response: { 201: Delegation },
      },
      handler: (request) => createDelegation(request.deps, request.body),
    })

    app.get('/api/v1/delegations/:delegationId', {
      config: { access: signedIn, refusals: ['not_found'] },
      schema: { operationId: 'readDelegation', tags, summary: 'One delegation', params, response: { 200: Delegation } },
      handler: async (request, reply) =>
        withVersion(reply, await existing(request.deps.db, request.params.delegationId)),
    })

    app.put('/api/v1/delegations/:delegationId', {
      config: { access: can('delegation.manage', delegationScope), versioned: true, refusals: ['already_exists'] },
      schema: {
        operationId: 'changeDelegation',
        tags,
        summary: 'Change a delegation',
        params,
        body: DelegationDraft,
        response: { 200: Delegation },
      },
      handler: async (request, reply) =>
        withVersion(
          reply,
          await changeDelegation(request.deps, request.params.delegationId, versionRead(request), request.body),
        ),
    })

    app.get('/api/v1/delegations/:delegationId/sites', {
      config: { access: can('delegation.read', delegationScope) },
      schema: {
        operationId: 'listSites',
        tags,
        summary: 'Places of a delegation',
        params,
        response: { 200: z.array(Site) },
      },
      handler: (request) => listSites(request.deps.db, request.params.delegationId),
    })

    app.post('/api/v1/delegations/:delegationId/sites', {
      config: { access: can('delegation.manage', delegationScope) },
      schema: {
        operationId: 'addSite',
        tags,
        summary: 'Add a place',
        params,
        body: SiteDraft,
        response: { 201: Site },
      },
      handler: (request) => addSite(request.deps, request.params.delegationId, request.body),
    })

    app.get('/api/v1/delegations/:delegationId/roles', {
      config: { access: can('roles.manage', delegationScope) },
      schema: {
        operationId: 'listDelegationRoles',
        tags,
        summary: 'Who has which role in a delegation',
        params,
        querystring: PageQuery.extend({ role: Role.optional() }),
        response: { 200: page(RoleGrant) },
      },
      handler: (request) => listRoles(request.deps.db, 'delegation', request.params.delegationId, request.query),
    })

    app.get('/api/v1/delegations/:delegationId/invitations', {
      config: { access: can('roles.manage', delegationScope) },
      schema: {
        operationId: 'listDelegationInvitations',
        tags,
        summary: 'Invitations to a delegation, newest first',
        params,
        querystring: PageQuery,
        response: { 200: page(Invitation) },
      },
      handler: (request) => listInvitations(request.deps.db, 'delegation', request.params.delegationId, request.query),
    })

    app.post('/api/v1/delegations/:delegationId/invitations', {
      config: { keyScope: 'none', access: can('roles.manage', delegationScope) },
      schema: {
        operationId: 'inviteToDelegation',
        tags,
        summary: 'Invite an admin or an organiser by mail',
        description: 'Answers the same whether the address has an account or not.',
        params,
        body: InvitationDraft,
        response: { 201: Invitation },
      },
      handler: async (request) => {
        const delegation = await existing(request.deps.db, request.params.delegationId)
        return invite(request.deps, {
          ...request.body,
          scopeKind: 'delegation',
          scopeId: delegation.id,
          delegationId: delegation.id,
          placeName: delegation.name,
        })
      },
    })

    app.get('/api/v1/delegations/:delegationId/audit', {
      config: { access: can('audit.read', delegationScope) },
      schema: {
        operationId: 'listAudit',
        tags,
        summary: 'Who did what, when, to what; newest first',
        params,
        querystring: PageQuery,
        response: { 200: page(AuditEntry) },
      },
      handler: (request) => readAudit(request.deps, withheld, request.params.delegationId, request.query),
    })
  }
