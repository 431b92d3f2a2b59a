import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../../../platform/navigation.ts'

const console = { space: 'console', needsSession: true } as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/mon-espace/saisons/:seasonId/besoins',
    name: 'own-needs',
    component: () => import('./OwnNeedsPage.vue'),
    props: true,
    meta: { space: 'own', needsSession: true, titleKey: 'seasons.needs.own.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/besoins',
    name: 'season-needs',
    component: () => import('./SeasonNeedsPage.vue'),
    props: true,
    meta: { ...console, titleKey: 'seasons.needs.season.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/besoins/resume',
    name: 'season-needs-summary',
    component: () => import('./NeedsSummaryPage.vue'),
    props: true,
    meta: { ...console, titleKey: 'seasons.needs.summary.title' },
  },
]

export const consoleEntries: NavEntry[] = [
  {
    to: 'season-needs',
    labelKey: 'seasons.needs.season.nav',
    icon: 'i-lucide-heart-handshake',
    order: 27,
    part: 'people',
  },
]
