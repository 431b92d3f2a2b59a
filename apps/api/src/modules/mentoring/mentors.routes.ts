import {
  AccompaniedTeam,
  AccompaniedTeamQuery,
  Id,
  Mentor,
  MentorAssignment,
  MentorFields,
  MentoringSummary,
  MentorQuery,
  OwnMentoring,
  OwnTeamHelp,
  page,
  TeamMentor,
} from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can, signedIn } from '../../platform/access/access.ts'
import { personOf } from '../../platform/deps.ts'
import { seasonScope } from '../seasons/index.ts'
import { teamScope } from './mentoring.scope.ts'
import { listAccompaniedTeams, listMentors } from './mentors.repository.ts'
import { assignMentor, readMentoringSummary, setMyFields, unassignMentor } from './mentors.service.ts'
import { listOwnMentoring, listOwnTeams } from './own.repository.ts'

const tags = ['mentoring']
const ofSeason = z.object({ seasonId: Id })

/** Who accompanies whom. */
export const mentorsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/mentors', {
    config: { access: can('mentoring.manage', seasonScope) },
    schema: {
      operationId: 'listMentors',
      tags,
      summary: 'Coaches and mentors of a season, by name',
      description: 'Everyone whose role of coach or mentor covers the season, with what they answer on.',
      params: ofSeason,
      querystring: MentorQuery,
      response: { 200: page(Mentor) },
    },
    handler: (request) => listMentors(request.deps.db, request.params.seasonId, request.query),
  })

  app.get('/api/v1/seasons/:seasonId/accompanied-teams', {
    config: { access: can('mentoring.manage', seasonScope) },
    schema: {
      operationId: 'listAccompaniedTeams',
      tags,
      summary: 'The teams of a season, and who accompanies each',
      params: ofSeason,
      querystring: AccompaniedTeamQuery,
      response: { 200: page(AccompaniedTeam) },
    },
    handler: (request) => listAccompaniedTeams(request.deps.db, request.params.seasonId, request.query),
  })

  app.get('/api/v1/seasons/:seasonId/mentoring', {
    config: { access: can('mentoring.manage', seasonScope) },
    schema: {
      operationId: 'readMentoringSummary',
      tags,
      summary: 'Teams without a coach, questions that wait, and how fast answers come',
      params: ofSeason,
      response: { 200: MentoringSummary },
    },
    handler: (request) => readMentoringSummary(request.deps, request.params.seasonId),
  })

  app.post('/api/v1/teams/:teamId/mentors', {
    config: { access: can('mentoring.manage', teamScope), refusals: ['mentor_already_assigned'] },
    schema: {
      operationId: 'assignMentor',
      tags,
      summary: 'Give a team a coach or a mentor',
      params: z.object({ teamId: Id }),
      body: MentorAssignment,
      response: { 201: TeamMentor },
    },
    handler: (request) => assignMentor(request.deps, request.params.teamId, request.body),
  })

  app.delete('/api/v1/teams/:teamId/mentors/:personId', {
    config: { access: can('mentoring.manage', teamScope) },
    schema: {
      operationId: 'unassignMentor',
      tags,
      summary: 'End the accompaniment of a team by someone',
      params: z.object({ teamId: Id, personId: Id }),
      response: { 204: z.null().describe('Done.') },
    },
    handler: async (request, reply) => {
      await unassignMentor(request.deps, request.params.teamId, request.params.personId)
      return reply.code(204).send(null)
    },
  })

  app.put('/api/v1/seasons/:seasonId/mentors/me/fields', {
    config: { access: can('mentor.fields', seasonScope) },
    schema: {
      operationId: 'setMyMentorFields',
      tags,
      summary: 'Say what I answer on',
      description:
        'The whole list takes the place of the one before. Questions asked in these fields reach me by mail.',
      params: ofSeason,
      body: MentorFields,
      response: { 200: MentorFields },
    },
    handler: (request) => setMyFields(request.deps, request.params.seasonId, request.body.fields),
  })

  app.get('/api/v1/me/mentoring', {
    config: { access: signedIn },
    schema: {
      operationId: 'listMyMentoring',
      tags,
      summary: 'The seasons I accompany, with my fields and my teams',
      response: { 200: z.array(OwnMentoring) },
    },
    handler: (request) => listOwnMentoring(request.deps.db, personOf(request.deps)),
  })

  app.get('/api/v1/me/team-help', {
    config: { access: signedIn },
    schema: {
      operationId: 'listMyTeamHelp',
      tags,
      summary: 'The teams I am in, and who accompanies each',
      response: { 200: z.array(OwnTeamHelp) },
    },
    handler: (request) => listOwnTeams(request.deps.db, personOf(request.deps)),
  })
}
