import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../../platform/navigation.ts'

const console = { space: 'console', needsSession: true } as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/invitation',
    name: 'invitation',
    component: () => import('./InvitationPage.vue'),
    meta: { space: 'public', titleKey: 'delegations.invitation.title' },
  },
  {
    path: '/pilotage/delegations',
    name: 'delegation-list',
    component: () => import('./DelegationListPage.vue'),
    meta: { ...console, titleKey: 'delegations.list.title' },
  },
  {
    path: '/pilotage/delegations/nouvelle',
    name: 'delegation-new',
    component: () => import('./NewDelegationPage.vue'),
    meta: { ...console, titleKey: 'delegations.new.title' },
  },
  {
    path: '/pilotage/delegations/:delegationId',
    name: 'delegation',
    component: () => import('./DelegationPage.vue'),
    props: true,
    meta: { ...console, titleKey: 'delegations.settings.title' },
  },
  {
    path: '/pilotage/delegations/:delegationId/personnes',
    name: 'delegation-people',
    component: () => import('./DelegationPeoplePage.vue'),
    props: true,
    meta: { ...console, titleKey: 'delegations.people.pageTitle' },
  },
  {
    path: '/pilotage/delegations/:delegationId/journal',
    name: 'delegation-audit',
    component: () => import('./AuditPage.vue'),
    props: true,
    meta: { ...console, titleKey: 'delegations.audit.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/personnes',
    name: 'season-people',
    component: () => import('./SeasonPeoplePage.vue'),
    props: true,
    meta: { ...console, titleKey: 'delegations.people.seasonTitle' },
  },
]

export const consoleEntries: NavEntry[] = [
  { to: 'season-people', labelKey: 'delegations.people.menu', icon: 'i-lucide-users-round', order: 25, part: 'people' },
  { to: 'delegation-list', labelKey: 'delegations.list.menu', icon: 'i-lucide-map', order: 90 },
]
