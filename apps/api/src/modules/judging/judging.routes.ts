import {
  Id,
  JurySeason,
  JuryMember,
  MyJury,
  page,
  JurorRecusal,
  Rubric,
  RubricDraft,
  Scorecard,
  ScorecardDraft,
  ScorecardQuery,
  ScorecardRow,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn } from '../../platform/access/access.ts'
import { versionRead, withVersion } from '../../platform/http/versions.ts'
import { seasonScope } from '../seasons/index.ts'
import { pitchScope } from './judging.scope.ts'
import { listMyJuries, readJury, readMyJury, recuse } from './jury.service.ts'
import { changeRubric, readRubric } from './rubrics.service.ts'
import { listScorecards } from './scorecards.repository.ts'
import { saveScorecard, sendScorecard } from './scorecards.service.ts'

const tags = ['judging']
const inSeason = z.object({ seasonId: Id })
const ofPitch = z.object({ pitchId: Id })

export const judgingRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/rubric', {
    config: { access: can('judging.read', seasonScope) },
    schema: {
      operationId: 'readRubric',
      tags,
      summary: 'What the jury scores by; empty, of version 0, as long as there is none',
      params: inSeason,
      response: { 200: Rubric },
    },
    handler: async (request, reply) => withVersion(reply, await readRubric(request.deps.db, request.params.seasonId)),
  })

  app.put('/api/v1/seasons/:seasonId/rubric', {
    config: { access: can('judging.manage', seasonScope), refusals: ['rubric_in_use'], versioned: true },
    schema: {
      operationId: 'changeRubric',
      tags,
      summary: 'Write the rubric and its tie rule, until the first score sheet',
      params: inSeason,
      body: RubricDraft,
      response: { 200: Rubric },
    },
    handler: async (request, reply) =>
      withVersion(reply, await changeRubric(request.deps, request.params.seasonId, versionRead(request), request.body)),
  })

  app.get('/api/v1/seasons/:seasonId/jury', {
    config: { access: can('judging.manage', seasonScope) },
    schema: {
      operationId: 'readJury',
      tags,
      summary: 'The jury, and which teams each juror may not score',
      params: inSeason,
      response: { 200: z.array(JuryMember) },
    },
    handler: (request) => readJury(request.deps.db, request.params.seasonId),
  })

  app.get('/api/v1/seasons/:seasonId/scorecards', {
    config: { access: can('judging.manage', seasonScope) },
    schema: {
      operationId: 'listScorecards',
      tags,
      summary: 'Score sheets of a season with their marks, oldest first',
      params: inSeason,
      querystring: ScorecardQuery,
      response: { 200: page(ScorecardRow) },
    },
    handler: (request) => listScorecards(request.deps.db, request.params.seasonId, request.query),
  })

  app.get('/api/v1/me/juries', {
    config: { access: signedIn },
    schema: {
      operationId: 'listMyJuries',
      tags,
      summary: 'The seasons whose jury I sit on',
      response: { 200: z.array(JurySeason) },
    },
    handler: (request) => listMyJuries(request.deps),
  })

  app.get('/api/v1/me/juries/:seasonId', {
    config: { access: can('scorecard.write', seasonScope) },
    schema: {
      operationId: 'readMyJury',
      tags,
      summary: 'The rubric, the pitches and my score sheets, all that is needed to score without a network',
      params: inSeason,
      response: { 200: MyJury },
    },
    handler: (request) => readMyJury(request.deps, request.params.seasonId),
  })

  app.put('/api/v1/pitches/:pitchId/scorecard', {
    config: {
      access: can('scorecard.write', pitchScope),
      refusals: ['juror_conflict_of_interest', 'scoring_closed', 'scorecard_sent'],
      versioned: true,
    },
    schema: {
      operationId: 'saveScorecard',
      tags,
      summary: 'Save my score sheet as a draft',
      description: 'If-Match is "0" for the first save.',
      params: ofPitch,
      body: ScorecardDraft,
      response: { 200: Scorecard },
    },
    handler: async (request, reply) =>
      withVersion(reply, await saveScorecard(request.deps, request.params.pitchId, versionRead(request), request.body)),
  })

  app.post('/api/v1/pitches/:pitchId/scorecard/send', {
    config: {
      access: can('scorecard.write', pitchScope),
      refusals: ['juror_conflict_of_interest', 'scoring_closed', 'scorecard_sent'],
      versioned: true,
    },
    schema: {
      operationId: 'sendScorecard',
      tags,
      summary: 'Send my score sheet, once and for all',
      description: 'If-Match is the version of the draft, "0" where nothing was saved before.',
      params: ofPitch,
      body: ScorecardDraft,
      response: { 200: Scorecard },
    },
    handler: async (request, reply) =>
      withVersion(reply, await sendScorecard(request.deps, request.params.pitchId, versionRead(request), request.body)),
  })

  app.put('/api/v1/pitches/:pitchId/recusal', {
    config: { access: can('scorecard.write', pitchScope), refusals: ['scorecard_sent'] },
    schema: {
      operationId: 'recuseFromPitch',
      tags,
      summary: 'Say that I have a conflict of interest with this team, or take it back',
      params: ofPitch,
      body: JurorRecusal,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await recuse(request.deps, request.params.pitchId, request.body.recused)
      return reply.code(204).send(null)
    },
  })
}
