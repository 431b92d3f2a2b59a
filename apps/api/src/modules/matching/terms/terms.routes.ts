import {
  AvailabilityBlock,
  AvailabilityBlockDraft,
  Id,
  OwnAvailability,
  OwnAvailabilityChange,
  page,
  PageQuery,
  ProjectTerms,
  ProjectTermsChange,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { seasonScope } from '../../seasons/index.ts'
import { findBlocks } from './blocks.repository.ts'
import { addBlock, changeBlock, readAvailability, removeBlock, tickBlocks } from './blocks.service.ts'
import { blockScope, termsScope } from './terms.scope.ts'
import { changeProjectTerms, listProjectTerms, readProjectTerms } from './terms.service.ts'

const tags = ['matching']
const params = z.object({ seasonId: Id })
const blockParams = z.object({ blockId: Id })
const projectParams = z.object({ projectId: Id })

export const termsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/availability-blocks', {
    config: { access: can('matching.manage', seasonScope) },
    schema: {
      operationId: 'listAvailabilityBlocks',
      tags,
      summary: 'The moments at which teams of a season may meet',
      params,
      response: { 200: z.array(AvailabilityBlock) },
    },
    handler: (request) => findBlocks(request.deps.db, request.params.seasonId),
  })

  app.post('/api/v1/seasons/:seasonId/availability-blocks', {
    config: { access: can('matching.manage', seasonScope), refusals: ['already_exists', 'too_many_of_these'] },
    schema: {
      operationId: 'addAvailabilityBlock',
      tags,
      summary: 'Add a moment at which teams may meet',
      params,
      body: AvailabilityBlockDraft,
      response: { 201: AvailabilityBlock },
    },
    handler: async (request, reply) =>
      withVersion(reply, await addBlock(request.deps, request.params.seasonId, request.body.name)),
  })

  app.put('/api/v1/availability-blocks/:blockId', {
    config: { access: can('matching.manage', blockScope), versioned: true, refusals: ['already_exists'] },
    schema: {
      operationId: 'renameAvailabilityBlock',
      tags,
      summary: 'Rename a moment',
      params: blockParams,
      body: AvailabilityBlockDraft,
      response: { 200: AvailabilityBlock },
    },
    handler: async (request, reply) =>
      withVersion(
        reply,
        await changeBlock(request.deps, request.params.blockId, versionRead(request), request.body.name),
      ),
  })

  app.delete('/api/v1/availability-blocks/:blockId', {
    config: { access: can('matching.manage', blockScope) },
    schema: {
      operationId: 'removeAvailabilityBlock',
      tags,
      summary: 'Remove a moment, with every tick of it',
      params: blockParams,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await removeBlock(request.deps, request.params.blockId)
      return reply.code(204).send(null)
    },
  })

  app.get('/api/v1/seasons/:seasonId/project-terms', {
    config: { access: can('matching.manage', seasonScope) },
    schema: {
      operationId: 'listProjectTerms',
      tags,
      summary: 'What each project asks of its team, in order of arrival',
      params,
      querystring: PageQuery,
      response: { 200: page(ProjectTerms) },
    },
    handler: (request) => listProjectTerms(request.deps, request.params.seasonId, request.query),
  })

  app.get('/api/v1/projects/:projectId/terms', {
    config: { access: can('matching.manage', termsScope) },
    schema: {
      operationId: 'readProjectTerms',
      tags,
      summary: 'What a project asks of its team',
      params: projectParams,
      response: { 200: ProjectTerms },
    },
    handler: async (request, reply) =>
      withVersion(reply, await readProjectTerms(request.deps, request.params.projectId)),
  })

  app.put('/api/v1/projects/:projectId/terms', {
    config: { access: can('matching.manage', termsScope), versioned: true },
    schema: {
      operationId: 'changeProjectTerms',
      tags,
      summary: 'Say what a project asks of its team',
      description: 'The first time, name the version 0. It counts from the next run on.',
      params: projectParams,
      body: ProjectTermsChange,
      response: { 200: ProjectTerms },
    },
    handler: async (request, reply) =>
      withVersion(
        reply,
        await changeProjectTerms(request.deps, request.params.projectId, versionRead(request), request.body),
      ),
  })

  app.get('/api/v1/me/seasons/:seasonId/availability', {
    config: { access: can('preferences.write', seasonScope) },
    schema: {
      operationId: 'readMyAvailability',
      tags: ['preferences'],
      summary: 'The moments of a season, and those at which I can come',
      params,
      response: { 200: OwnAvailability },
    },
    handler: (request) => readAvailability(request.deps, request.params.seasonId),
  })

  app.put('/api/v1/me/seasons/:seasonId/availability', {
    config: { access: can('preferences.write', seasonScope), refusals: ['preferences_closed'] },
    schema: {
      operationId: 'tickMyAvailability',
      tags: ['preferences'],
      summary: 'Say when I can come, all moments at once',
      description: 'Replaces what was ticked before. No longer possible once the teams are published.',
      params,
      body: OwnAvailabilityChange,
      response: { 200: OwnAvailability },
    },
    handler: (request) => tickBlocks(request.deps, request.params.seasonId, request.body.blockIds),
  })
}
