import {
  Id,
  Need,
  NeedDraft,
  NeedKind,
  NeedsQuery,
  NeedsSettings,
  NeedsSettingsChange,
  NeedsSummary,
  OwnNeeds,
  page,
  PersonNeeds,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { seasonScope } from '../season.scope.ts'
import {
  changeNeedsSettings,
  readNeedsSettings,
  readOwnNeeds,
  readPeopleNeeds,
  summariseNeeds,
  takeBackNeed,
  tellNeed,
} from './needs.service.ts'

const tags = ['needs']
const params = z.object({ seasonId: Id })
const needParams = params.extend({ kind: NeedKind })

export const needsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/me/seasons/:seasonId/needs', {
    config: { access: can('needs.own', seasonScope) },
    schema: {
      operationId: 'listMyNeeds',
      tags,
      summary: 'What I need so that I can come, and until when it is kept',
      params,
      response: { 200: OwnNeeds },
    },
    handler: (request) => readOwnNeeds(request.deps, request.params.seasonId),
  })

  app.put('/api/v1/me/seasons/:seasonId/needs/:kind', {
    config: { access: can('needs.own', seasonScope), refusals: ['season_not_open'] },
    schema: {
      operationId: 'tellNeed',
      tags,
      summary: 'Tell a need to those who organise',
      params: needParams,
      body: NeedDraft,
      response: { 200: Need },
    },
    handler: (request) => tellNeed(request.deps, request.params.seasonId, request.params.kind, request.body),
  })

  app.delete('/api/v1/me/seasons/:seasonId/needs/:kind', {
    config: { access: can('needs.own', seasonScope) },
    schema: {
      operationId: 'takeBackNeed',
      tags,
      summary: 'Take a need back',
      params: needParams,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await takeBackNeed(request.deps, request.params.seasonId, request.params.kind)
      return reply.code(204).send(null)
    },
  })

  app.get('/api/v1/seasons/:seasonId/needs', {
    config: { access: can('needs.read', seasonScope) },
    schema: {
      operationId: 'listNeeds',
      tags,
      summary: 'Who needs what, for those who provide it',
      description: 'Each reading is written in the audit log.',
      params,
      querystring: NeedsQuery,
      response: { 200: page(PersonNeeds) },
    },
    handler: (request) => readPeopleNeeds(request.deps, request.params.seasonId, request.query),
  })

  app.get('/api/v1/seasons/:seasonId/needs/summary', {
    config: { access: can('needs.read', seasonScope) },
    schema: {
      operationId: 'summariseNeeds',
      tags,
      summary: 'What those who come need, without names: for the caterer',
      params,
      response: { 200: NeedsSummary },
    },
    handler: (request) => summariseNeeds(request.deps, request.params.seasonId),
  })

  app.get('/api/v1/seasons/:seasonId/needs/settings', {
    config: { access: can('needs.read', seasonScope) },
    schema: {
      operationId: 'readNeedsSettings',
      tags,
      summary: 'How long needs are kept after the season',
      params,
      response: { 200: NeedsSettings },
    },
    handler: async (request, reply) =>
      withVersion(reply, await readNeedsSettings(request.deps, request.params.seasonId)),
  })

  app.put('/api/v1/seasons/:seasonId/needs/settings', {
    config: { access: can('needs.read', seasonScope), versioned: true },
    schema: {
      operationId: 'changeNeedsSettings',
      tags,
      summary: 'Say how long needs are kept after the season',
      params,
      body: NeedsSettingsChange,
      response: { 200: NeedsSettings },
    },
    handler: async (request, reply) =>
      withVersion(
        reply,
        await changeNeedsSettings(request.deps, request.params.seasonId, versionRead(request), request.body.keptDays),
      ),
  })
}
