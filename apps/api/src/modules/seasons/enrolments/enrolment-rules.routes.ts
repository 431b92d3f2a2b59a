import { EnrolmentRules, EnrolmentRulesChange, Id, PlacesLeft, Slug } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone, can } from '../../../platform/access/access.ts'
import { versionRead, withVersion } from '../../../platform/http/versions.ts'
import { seasonScope } from '../season.scope.ts'
import { changeEnrolmentRules, readEnrolmentRules, readPlacesLeft } from './enrolment-rules.service.ts'

const tags = ['enrolments']
const params = z.object({ seasonId: Id })

export const enrolmentRulesRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/public/seasons/:slug/places', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'readPlacesLeft',
      tags,
      summary: 'How many places are left, by site and category',
      params: z.object({ slug: Slug }),
      response: { 200: PlacesLeft },
    },
    handler: (request) => readPlacesLeft(request.deps.db, request.params.slug),
  })

  app.get('/api/v1/seasons/:seasonId/enrolment-rules', {
    config: { access: can('enrolment.manage', seasonScope) },
    schema: {
      operationId: 'readEnrolmentRules',
      tags,
      summary: 'How people get in, and how many have a place or wait for one',
      params,
      response: { 200: EnrolmentRules },
    },
    handler: async (request, reply) =>
      withVersion(reply, await readEnrolmentRules(request.deps.db, request.params.seasonId)),
  })

  app.put('/api/v1/seasons/:seasonId/enrolment-rules', {
    config: {
      access: can('enrolment.manage', seasonScope),
      versioned: true,
      refusals: ['capacity_below_confirmed'],
    },
    schema: {
      operationId: 'changeEnrolmentRules',
      tags,
      summary: 'Change how people get in and how many places there are',
      description: 'Places that come free this way are offered at once to those who wait. The version is the season’s.',
      params,
      body: EnrolmentRulesChange,
      response: { 200: EnrolmentRules },
    },
    handler: async (request, reply) =>
      withVersion(
        reply,
        await changeEnrolmentRules(request.deps, request.params.seasonId, versionRead(request), request.body),
      ),
  })
}
