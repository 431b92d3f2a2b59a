import { defineAsyncComponent } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { AttentionText, NavEntry, PublicSeasonSection } from '../../../platform/navigation.ts'

const console = { space: 'console', needsSession: true } as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/pilotage/saisons/:seasonId/rendez-vous',
    name: 'console-sessions',
    component: () => import('./SessionsPage.vue'),
    props: true,
    meta: { ...console, titleKey: 'seasons.programme.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/rendez-vous/:sessionId/inscrits',
    name: 'console-session-registrations',
    component: () => import('./RegistrationsPage.vue'),
    props: true,
    meta: { ...console, titleKey: 'seasons.programme.registrations.title' },
  },
]

export const consoleEntries: NavEntry[] = [
  { to: 'console-sessions', labelKey: 'seasons.programme.title', icon: 'i-lucide-calendar-clock', order: 14 },
]

export const publicSeasonSections: PublicSeasonSection[] = [
  { component: defineAsyncComponent(() => import('./ProgrammeSection.vue')), order: 60 },
]

export const attentionThings: Record<string, AttentionText> = {
  'seasons.sessions_waited_for': {
    labelKey: 'seasons.programme.attention',
    to: (seasonId) => ({ name: 'console-sessions', params: { seasonId } }),
  },
}
