import {
  Id,
  MatchingRunDetails,
  page,
  PageQuery,
  SavedPolicy,
  SavedPolicyDraft,
  SavedPolicyStart,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import type { Scope } from '../../../platform/access/policy.rules.ts'
import type { Deps } from '../../../platform/deps.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { seasonScope } from '../../seasons/index.ts'
import { startSavedRun } from '../runs.service.ts'
import { findPolicy, listPolicies } from './saved-policies.repository.ts'
import { changePolicy, existingPolicy, removePolicy, savePolicy } from './saved-policies.service.ts'

const tags = ['matching']
const params = z.object({ seasonId: Id })
const policyParams = z.object({ policyId: Id })

async function policyScope(
  deps: Pick<Deps, 'db' | 'actor'>,
  { policyId }: { policyId: string },
): Promise<Scope | undefined> {
  const policy = await findPolicy(deps.db, policyId)
  return policy && seasonScope(deps, policy)
}

export const savedPoliciesRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/matching-policies', {
    config: { access: can('matching.manage', seasonScope) },
    schema: {
      operationId: 'listMatchingPolicies',
      tags,
      summary: 'The policies saved for a season, by name',
      params,
      querystring: PageQuery,
      response: { 200: page(SavedPolicy) },
    },
    handler: (request) => listPolicies(request.deps.db, request.params.seasonId, request.query),
  })

  app.post('/api/v1/seasons/:seasonId/matching-policies', {
    config: { access: can('matching.manage', seasonScope), refusals: ['already_exists', 'too_many_of_these'] },
    schema: {
      operationId: 'saveMatchingPolicy',
      tags,
      summary: 'Save a policy under a name',
      params,
      body: SavedPolicyDraft,
      response: { 201: SavedPolicy },
    },
    handler: async (request, reply) =>
      withVersion(reply, await savePolicy(request.deps, request.params.seasonId, request.body)),
  })

  app.get('/api/v1/matching-policies/:policyId', {
    config: { access: can('matching.manage', policyScope) },
    schema: {
      operationId: 'readMatchingPolicy',
      tags,
      summary: 'A saved policy',
      params: policyParams,
      response: { 200: SavedPolicy },
    },
    handler: async (request, reply) =>
      withVersion(reply, await existingPolicy(request.deps.db, request.params.policyId)),
  })

  app.put('/api/v1/matching-policies/:policyId', {
    config: { access: can('matching.manage', policyScope), versioned: true, refusals: ['already_exists'] },
    schema: {
      operationId: 'changeMatchingPolicy',
      tags,
      summary: 'Change a saved policy; runs that began from it stay as they are',
      params: policyParams,
      body: SavedPolicyDraft,
      response: { 200: SavedPolicy },
    },
    handler: async (request, reply) =>
      withVersion(reply, await changePolicy(request.deps, request.params.policyId, versionRead(request), request.body)),
  })

  app.delete('/api/v1/matching-policies/:policyId', {
    config: { access: can('matching.manage', policyScope) },
    schema: {
      operationId: 'removeMatchingPolicy',
      tags,
      summary: 'Remove a saved policy; runs that began from it stay',
      params: policyParams,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await removePolicy(request.deps, request.params.policyId)
      return reply.code(204).send(null)
    },
  })

  app.post('/api/v1/matching-policies/:policyId/runs', {
    config: {
      access: can('matching.manage', policyScope),
      refusals: ['teams_published', 'matching_empty', 'run_transition', 'search_too_large'],
    },
    schema: {
      operationId: 'startMatchingRunFromPolicy',
      tags,
      summary: 'Look for teams by a saved policy',
      description: 'What the policy says of people who no longer come, or of projects that are gone, is left out.',
      params: policyParams,
      body: SavedPolicyStart,
      response: { 201: MatchingRunDetails },
    },
    handler: (request) => startSavedRun(request.deps, request.params.policyId, request.body.keepFrom),
  })
}
