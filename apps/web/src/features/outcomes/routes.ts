import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../../platform/navigation.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/mon-espace',
    name: 'own-home',
    component: () => import('./OwnHomePage.vue'),
    meta: { space: 'own', needsSession: true, titleKey: 'shell.ownSpace' },
  },
  {
    path: '/pilotage/saisons/:seasonId',
    name: 'console-season',
    component: () => import('./SeasonOverviewPage.vue'),
    props: true,
    meta: { space: 'console', needsSession: true },
  },
]

export const ownEntries: NavEntry[] = [
  { to: 'own-home', labelKey: 'outcomes.own.nav', icon: 'i-lucide-house', order: 0 },
]

export const consoleEntries: NavEntry[] = [
  { to: 'console-season', labelKey: 'outcomes.overview.nav', icon: 'i-lucide-layout-dashboard', order: 1 },
]
