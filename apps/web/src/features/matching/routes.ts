import { defineAsyncComponent } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { AttentionText, NavEntry, NextThingText, PublicSeasonSection } from '../../platform/navigation.ts'
import { useTakesPart } from './concerns.ts'

const own = { space: 'own', needsSession: true } as const
const console = { space: 'console', needsSession: true } as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/mon-espace/equipes',
    name: 'own-teams',
    component: () => import('./OwnTeamsPage.vue'),
    meta: { ...own, titleKey: 'matching.own.title' },
  },
  {
    path: '/mon-espace/saisons/:seasonId/voeux',
    name: 'rank-projects',
    component: () => import('./RankProjectsPage.vue'),
    meta: { ...own, titleKey: 'matching.rank.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/equipes',
    name: 'season-matching',
    component: () => import('./MatchingPage.vue'),
    meta: { ...console, titleKey: 'matching.form.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/equipes/:runId',
    name: 'season-matching-run',
    component: () => import('./RunPage.vue'),
    meta: { ...console, titleKey: 'matching.run.title' },
  },
]

export const ownEntries: NavEntry[] = [
  { to: 'own-teams', labelKey: 'matching.nav.own', icon: 'i-lucide-users', order: 30, concerns: useTakesPart },
]

export const consoleEntries: NavEntry[] = [
  { to: 'season-matching', labelKey: 'matching.nav.console', icon: 'i-lucide-users', order: 50, part: 'projects' },
]

/** Right after the projects of the season. */
export const publicSeasonSections: PublicSeasonSection[] = [
  { component: defineAsyncComponent(() => import('./PublicRankSection.vue')), order: 31 },
]

export const nextThings: Record<string, NextThingText> = {
  'matching.projects_to_rank': {
    labelKey: 'matching.news.projectsToRank',
    to: ({ seasonId }) => ({ name: 'rank-projects', params: { seasonId } }),
  },
  'matching.team_known': { labelKey: 'matching.news.teamKnown', to: () => ({ name: 'own-teams' }) },
}

const matching = (seasonId: string) => ({ name: 'season-matching', params: { seasonId } })

export const attentionThings: Record<string, AttentionText> = {
  'matching.projects_without_team': { labelKey: 'matching.news.projectsWithoutTeam', to: matching },
  'matching.people_not_placed': { labelKey: 'matching.news.peopleNotPlaced', to: matching },
  'matching.teams_not_published': { labelKey: 'matching.news.teamsNotPublished', to: matching },
}
