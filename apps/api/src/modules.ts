import type { FastifyPluginAsync } from 'fastify'
import { demoRoutes } from './demo/demo.routes.ts'
import { communityRoutes } from './modules/community/index.ts'
import {
  assignmentsRoutes,
  answersRoutes,
  callsRoutes,
  formAnswersRoutes,
  coHoldersRoutes,
  committeeRoutes,
  confidentialityRoutes,
  boardRoutes,
  correctionsRoutes,
  copyCalls,
  decisionsRoutes,
  interviewsRoutes,
  laureatesRoutes,
  projectsRoutes,
  framingQuestionsRoutes,
  lateRightsRoutes,
  openingRoutes,
  ownCommitteeRoutes,
  formsRoutes,
  listRestrictedAmong,
  publicCallsRoutes,
  reviewSettingsRoutes,
  reviewsRoutes,
  submissionsExportRoutes,
  submissionsImportRoutes,
  submissionsRoutes,
} from './modules/calls-for-projects/index.ts'
import { delegationsRoutes, invitationsRoutes } from './modules/delegations/index.ts'
import { apiKeysRoutes, identityRoutes, type Auth } from './modules/identity/index.ts'
import { outcomesRoutes } from './modules/outcomes/index.ts'
import {
  announcementsRoutes,
  campaignsRoutes,
  campaignTopics,
  copiesRoutes,
  calendarsRoutes,
  budgetRoutes,
  enrolmentRulesRoutes,
  enrolmentsRoutes,
  findSeason,
  givenTimeRoutes,
  needsRoutes,
  promisesRoutes,
  checkInRoutes,
  peopleCsvRoutes,
  seasonPeopleRoutes,
  seasonScope,
  seasonsRoutes,
  skillsPoolRoutes,
  seasonSessionsRoutes,
  seasonSitesRoutes,
  sessionRegistrationsRoutes,
  tallyRoutes,
  terminologyRoutes,
  timelineRoutes,
} from './modules/seasons/index.ts'
import { allows, type Scope } from './platform/access/policy.rules.ts'
import { helpRoutes, mentorsRoutes } from './modules/mentoring/index.ts'
import {
  comparisonRoutes,
  hasTeams,
  isTeamMate,
  listCoachedElsewhere,
  listMembersOf,
  matchingBoardRoutes,
  matchingRoutes,
  matchingQueue,
  invitationsToTeamsRoutes,
  offersRoutes,
  preferencesRoutes,
  savedPoliciesRoutes,
  repairQueue,
  repairsRoutes,
  teamProblemQueue,
  teamProblemsRoutes,
  teamsRoutes,
  teamTimeRoutes,
  termsRoutes,
} from './modules/matching/index.ts'
import { judgingRoutes, pitchesRoutes, resultsRoutes } from './modules/judging/index.ts'
import type { Deps } from './platform/deps.ts'
import { filesQueue } from './platform/files/files.service.ts'
import type { TopicGuard } from './platform/realtime/live.routes.ts'

interface ModuleOptions {
  auth: Auth
  signInTriesPerMinute: number
  demo: boolean
  keepsMails: boolean
}

/** The routes of every module, in the order in which modules may use each other. */
export const modules = ({ auth, signInTriesPerMinute, demo, keepsMails }: ModuleOptions): FastifyPluginAsync[] => [
  identityRoutes(auth, signInTriesPerMinute),
  apiKeysRoutes,
  delegationsRoutes(listRestrictedAmong),
  invitationsRoutes(auth, signInTriesPerMinute, placeOf),
  communityRoutes,
  seasonsRoutes,
  terminologyRoutes,
  timelineRoutes,
  seasonSitesRoutes,
  copiesRoutes([copyCalls]),
  seasonSessionsRoutes,
  sessionRegistrationsRoutes,
  seasonPeopleRoutes,
  calendarsRoutes,
  enrolmentRulesRoutes,
  enrolmentsRoutes,
  skillsPoolRoutes,
  promisesRoutes,
  givenTimeRoutes(isTeamMate),
  needsRoutes,
  budgetRoutes,
  tallyRoutes,
  announcementsRoutes(listMembersOf),
  campaignsRoutes,
  checkInRoutes,
  peopleCsvRoutes,
  callsRoutes,
  openingRoutes,
  lateRightsRoutes,
  publicCallsRoutes,
  submissionsRoutes,
  framingQuestionsRoutes,
  formsRoutes,
  formAnswersRoutes,
  coHoldersRoutes(auth, signInTriesPerMinute),
  confidentialityRoutes,
  reviewsRoutes,
  assignmentsRoutes(listCoachedElsewhere),
  committeeRoutes(listCoachedElsewhere),
  ownCommitteeRoutes,
  reviewSettingsRoutes,
  correctionsRoutes,
  interviewsRoutes,
  boardRoutes,
  decisionsRoutes,
  answersRoutes(hasTeams),
  laureatesRoutes,
  submissionsExportRoutes,
  submissionsImportRoutes,
  projectsRoutes(hasTeams),
  preferencesRoutes,
  matchingRoutes,
  savedPoliciesRoutes,
  termsRoutes,
  comparisonRoutes,
  matchingBoardRoutes,
  teamProblemsRoutes,
  teamsRoutes,
  teamTimeRoutes,
  offersRoutes,
  repairsRoutes,
  invitationsToTeamsRoutes,
  mentorsRoutes,
  helpRoutes,
  pitchesRoutes,
  judgingRoutes,
  resultsRoutes,
  outcomesRoutes,
  ...(demo ? [demoRoutes({ keepsMails })] : []),
]

/** In which delegation the thing that a role is given for stands. */
async function placeOf(
  { db }: Pick<Deps, 'db'>,
  scopeKind: string,
  scopeId: string | null,
): Promise<Scope | undefined> {
  if (scopeKind === 'delegation' && scopeId) return { delegationId: scopeId }
  if (scopeKind === 'season' && scopeId) {
    const season = await findSeason(db, scopeId)
    return season && { delegationId: season.delegationId, seasonId: season.id }
  }
  return {}
}

/** Who may hear of what: one guard for each kind of topic. */
export const topicGuards: Readonly<Record<string, TopicGuard>> = {
  person: async ({ actor }, id) => actor.personId === id,
  campaign: campaignTopics,
  season: async (deps, id) => {
    const season = await findSeason(deps.db, id)
    if (!season) return false
    if (season.status !== 'draft') return true
    const scope = await seasonScope(deps, { seasonId: id })
    return scope !== undefined && allows(deps.actor.grants, 'season.read', scope)
  },
}

/** Every queue that a module sends to. */
export const queues = [
  'mail.deliver',
  'housekeeping',
  'promises.release',
  'needs.erase',
  'sessions.remind',
  'enrolments.waiting-lists',
  'decisions.confirmations',
  'reviews.remind',
  'calls.remind',
  'offers.tend',
  filesQueue,
  matchingQueue,
  teamProblemQueue,
  repairQueue,
] as const
