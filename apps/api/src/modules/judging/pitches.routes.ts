import {
  Id,
  JurorProgress,
  page,
  PageQuery,
  Pitch,
  PitchMove,
  PitchScreen,
  PitchSession,
  PitchSessionDetails,
  PitchSessionDraft,
  PublicPitchSession,
  RunningOrder,
  ScoringMove,
  Slug,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { anyone, can } from '../../platform/access/access.ts'
import { versionRead, withVersion } from '../../platform/http/versions.ts'
import { seasonScope } from '../seasons/index.ts'
import { pitchScope, pitchSessionScope } from './judging.scope.ts'
import { readProgress } from './jury.service.ts'
import { listPitchSessions } from './pitches.repository.ts'
import { createPitchSession, listPublicSessions, movePitch, readPitchSession, readScreen } from './pitches.service.ts'
import {
  addAllTeams,
  changePitchSession,
  moveScoring,
  removePitchSession,
  setRunningOrder,
} from './running-order.service.ts'

const tags = ['pitches']
const inSeason = z.object({ seasonId: Id })
const params = z.object({ sessionId: Id })

export const pitchesRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/pitch-sessions', {
    config: { access: can('judging.read', seasonScope) },
    schema: {
      operationId: 'listPitchSessions',
      tags,
      summary: 'Pitch sessions of a season, oldest first',
      params: inSeason,
      querystring: PageQuery,
      response: { 200: page(PitchSession) },
    },
    handler: (request) => listPitchSessions(request.deps.db, request.params.seasonId, request.query),
  })

  app.post('/api/v1/seasons/:seasonId/pitch-sessions', {
    config: { access: can('judging.manage', seasonScope) },
    schema: {
      operationId: 'createPitchSession',
      tags,
      summary: 'Prepare a pitch session',
      params: inSeason,
      body: PitchSessionDraft,
      response: { 201: PitchSession },
    },
    handler: (request) => createPitchSession(request.deps, request.params.seasonId, request.body),
  })

  app.get('/api/v1/pitch-sessions/:sessionId', {
    config: { access: can('judging.read', pitchSessionScope) },
    schema: {
      operationId: 'readPitchSession',
      tags,
      summary: 'A pitch session, its running order and its clocks',
      params,
      response: { 200: PitchSessionDetails },
    },
    handler: async (request, reply) =>
      withVersion(reply, await readPitchSession(request.deps, request.params.sessionId)),
  })

  app.put('/api/v1/pitch-sessions/:sessionId', {
    config: { access: can('judging.manage', pitchSessionScope), refusals: ['pitch_transition'], versioned: true },
    schema: {
      operationId: 'changePitchSession',
      tags,
      summary: 'Change a pitch session and the length of its pitches',
      params,
      body: PitchSessionDraft,
      response: { 200: PitchSession },
    },
    handler: async (request, reply) =>
      withVersion(
        reply,
        await changePitchSession(request.deps, request.params.sessionId, versionRead(request), request.body),
      ),
  })

  app.delete('/api/v1/pitch-sessions/:sessionId', {
    config: { access: can('judging.manage', pitchSessionScope), refusals: ['pitch_transition'] },
    schema: {
      operationId: 'removePitchSession',
      tags,
      summary: 'Remove a pitch session in which no pitch has begun',
      params,
      response: { 204: z.null() },
    },
    handler: async (request, reply) => {
      await removePitchSession(request.deps, request.params.sessionId)
      return reply.code(204).send(null)
    },
  })

  app.post('/api/v1/pitch-sessions/:sessionId/teams', {
    config: { access: can('judging.manage', pitchSessionScope) },
    schema: {
      operationId: 'addAllTeamsToPitchSession',
      tags,
      summary: 'Add every team of the season that pitches nowhere yet',
      params,
      response: { 200: PitchSessionDetails },
    },
    handler: async (request, reply) => withVersion(reply, await addAllTeams(request.deps, request.params.sessionId)),
  })

  app.put('/api/v1/pitch-sessions/:sessionId/order', {
    config: { access: can('judging.manage', pitchSessionScope), refusals: ['pitch_transition'], versioned: true },
    schema: {
      operationId: 'setRunningOrder',
      tags,
      summary: 'Say which teams pitch, and in which order',
      params,
      body: RunningOrder,
      response: { 200: PitchSessionDetails },
    },
    handler: async (request, reply) =>
      withVersion(
        reply,
        await setRunningOrder(request.deps, request.params.sessionId, versionRead(request), request.body.teamIds),
      ),
  })

  app.post('/api/v1/pitch-sessions/:sessionId/scoring', {
    config: {
      access: can('judging.manage', pitchSessionScope),
      refusals: ['pitch_transition', 'results_published'],
    },
    schema: {
      operationId: 'moveScoring',
      tags,
      summary: 'Close the scoring of a session, or open it again',
      params,
      body: ScoringMove,
      response: { 200: PitchSessionDetails },
    },
    handler: async (request, reply) =>
      withVersion(reply, await moveScoring(request.deps, request.params.sessionId, request.body.to)),
  })

  app.get('/api/v1/pitch-sessions/:sessionId/progress', {
    config: { access: can('judging.manage', pitchSessionScope) },
    schema: {
      operationId: 'readScoringProgress',
      tags,
      summary: 'How far each juror is with the pitches that have begun',
      params,
      response: { 200: z.array(JurorProgress) },
    },
    handler: (request) => readProgress(request.deps.db, request.params.sessionId),
  })

  app.post('/api/v1/pitches/:pitchId/status', {
    config: { access: can('judging.manage', pitchScope), refusals: ['pitch_transition'] },
    schema: {
      operationId: 'movePitch',
      tags,
      summary: 'Start, pause, resume, end, skip or take back a pitch',
      description: 'One pitch of a session is on stage at a time. Starting it opens scoring for the jury.',
      params: z.object({ pitchId: Id }),
      body: PitchMove,
      response: { 200: Pitch },
    },
    handler: (request) => movePitch(request.deps, request.params.pitchId, request.body.to),
  })

  app.get('/api/v1/public/seasons/:slug/pitch-sessions', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'listPublicPitchSessions',
      tags,
      summary: 'The pitch sessions of a published season, whose big screen anyone may open',
      params: z.object({ slug: Slug }),
      response: { 200: z.array(PublicPitchSession) },
    },
    handler: (request) => listPublicSessions(request.deps.db, request.params.slug),
  })

  app.get('/api/v1/public/pitch-sessions/:sessionId/screen', {
    config: { access: anyone, refusals: ['not_found'] },
    schema: {
      operationId: 'readPitchScreen',
      tags,
      summary: 'What the big screen shows: who is on stage, and the clock',
      params,
      response: { 200: PitchScreen },
    },
    handler: (request) => readScreen(request.deps, request.params.sessionId),
  })
}
