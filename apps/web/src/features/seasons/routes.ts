import { defineAsyncComponent } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { AttentionText, NavEntry, NextThingText, PublicSeasonSection } from '../../platform/navigation.ts'

const console = { space: 'console', needsSession: true } as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/saisons/:slug',
    name: 'public-season',
    component: () => import('./PublicSeasonPage.vue'),
    props: true,
    meta: { space: 'public' },
  },
  {
    path: '/saisons/:slug/inscription',
    name: 'enrol',
    component: () => import('./EnrolPage.vue'),
    props: true,
    meta: { space: 'public', needsSession: true, titleKey: 'seasons.enrol.pageTitle' },
  },
  {
    path: '/pilotage',
    name: 'console-home',
    component: () => import('./ConsoleHomePage.vue'),
    meta: { ...console, titleKey: 'seasons.console.title' },
  },
  {
    path: '/pilotage/delegations/:delegationId/nouvelle-saison',
    name: 'console-new-season',
    component: () => import('./NewSeasonPage.vue'),
    props: true,
    meta: { ...console, titleKey: 'seasons.create.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/inscriptions',
    name: 'console-enrolments',
    component: () => import('./EnrolmentsPage.vue'),
    props: true,
    meta: { ...console, titleKey: 'seasons.enrolments.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/reglages',
    name: 'console-season-settings',
    component: () => import('./SeasonSettingsPage.vue'),
    props: true,
    meta: { ...console, titleKey: 'seasons.settings.title' },
  },
]

export const consoleEntries: NavEntry[] = [
  { to: 'console-home', labelKey: 'seasons.console.nav', icon: 'i-lucide-layout-grid', order: 0 },
  {
    to: 'console-enrolments',
    labelKey: 'seasons.enrolments.title',
    icon: 'i-lucide-user-plus',
    order: 20,
    part: 'people',
  },
  { to: 'console-season-settings', labelKey: 'seasons.settings.title', icon: 'i-lucide-settings-2', order: 90 },
]

export const consoleBanner = defineAsyncComponent(() => import('./SeasonSwitcher.vue'))

/** Calls and projects come before the calendar (below 50), what a season brought comes first of all (below 10). */
export const publicSeasonSections: PublicSeasonSection[] = [
  { component: defineAsyncComponent(() => import('./SeasonTimelineSection.vue')), order: 50 },
]

export const nextThings: Record<string, NextThingText> = {
  'seasons.session_coming': {
    labelKey: 'seasons.next.sessionComing',
    to: ({ seasonSlug }) => ({ name: 'public-season', params: { slug: seasonSlug }, hash: '#programme' }),
  },
}

const enrolments = (seasonId: string, statut: string) => ({
  name: 'console-enrolments',
  params: { seasonId },
  query: { statut },
})
const settings = (seasonId: string) => ({ name: 'console-season-settings', params: { seasonId } })

export const attentionThings: Record<string, AttentionText> = {
  'seasons.to_publish': { labelKey: 'seasons.attention.toPublish', to: settings },
  'seasons.to_close': { labelKey: 'seasons.attention.toClose', to: settings },
  'seasons.enrolments_to_confirm': {
    labelKey: 'seasons.attention.toConfirm',
    to: (seasonId) => enrolments(seasonId, 'applied'),
  },
  'seasons.waiting_without_place': { labelKey: 'seasons.attention.withoutPlace', to: settings },
  'seasons.presence_to_note': {
    labelKey: 'seasons.attention.presence',
    to: (seasonId) => enrolments(seasonId, 'confirmed'),
  },
}
