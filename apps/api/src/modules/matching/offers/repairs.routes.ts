import { Id, page, PageQuery, TeamRepair, TeamRepairChoice, TeamRepairDetails, TeamRepairDraft } from '@essor/contracts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { can } from '../../../platform/access/access.ts'
import type { Scope } from '../../../platform/access/policy.rules.ts'
import type { Deps } from '../../../platform/deps.ts'
import { seasonScope } from '../../seasons/index.ts'
import { acceptRepair } from './accept-repair.service.ts'
import { findRepair } from './repairs.repository.ts'
import { askRepair, listSeasonRepairs, readRepair } from './repairs.service.ts'

const tags = ['matching']
const ofSeason = z.object({ seasonId: Id })
const ofRepair = z.object({ repairId: Id })

async function repairScope(
  deps: Pick<Deps, 'db' | 'actor'>,
  { repairId }: { repairId: string },
): Promise<Scope | undefined> {
  const repair = await findRepair(deps.db, repairId)
  return repair && seasonScope(deps, repair)
}

export const repairsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/api/v1/seasons/:seasonId/team-repairs', {
    config: { access: can('matching.manage', seasonScope) },
    schema: {
      operationId: 'listTeamRepairs',
      tags,
      summary: 'Proposals to mend the teams, newest first',
      params: ofSeason,
      querystring: PageQuery,
      response: { 200: page(TeamRepair) },
    },
    handler: (request) => listSeasonRepairs(request.deps, request.params.seasonId, request.query),
  })

  app.post('/api/v1/seasons/:seasonId/team-repairs', {
    config: { access: can('matching.manage', seasonScope), refusals: ['teams_not_published', 'season_not_open'] },
    schema: {
      operationId: 'askTeamRepair',
      tags,
      summary: 'Look in the background for ways to fill free places while moving few people',
      description:
        'People who came since the teams were published are placed by it too. Where a search is under way, that one is answered. Follow it with GET, or by the live event repair.changed of the season.',
      params: ofSeason,
      body: TeamRepairDraft,
      response: { 201: TeamRepairDetails },
    },
    handler: (request) => askRepair(request.deps, request.params.seasonId, request.body.weight),
  })

  app.get('/api/v1/team-repairs/:repairId', {
    config: { access: can('matching.manage', repairScope) },
    schema: {
      operationId: 'readTeamRepair',
      tags,
      summary: 'A proposal: who would move and why, between few moves and the best result',
      params: ofRepair,
      response: { 200: TeamRepairDetails },
    },
    handler: (request) => readRepair(request.deps, request.params.repairId),
  })

  app.post('/api/v1/team-repairs/:repairId/accept', {
    config: {
      access: can('matching.manage', repairScope),
      refusals: ['repair_transition', 'repair_stale', 'season_not_open'],
    },
    schema: {
      operationId: 'acceptTeamRepair',
      tags,
      summary: 'Mend the teams so, in one act: those who move are told and asked',
      params: ofRepair,
      body: TeamRepairChoice,
      response: { 200: TeamRepairDetails },
    },
    handler: (request) => acceptRepair(request.deps, request.params.repairId, request.body),
  })
}
