import type { RouteRecordRaw } from 'vue-router'
import type { AttentionText, NavEntry } from '../../../platform/navigation.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/pilotage/saisons/:seasonId/calendrier',
    name: 'console-timeline',
    component: () => import('./PlanningPage.vue'),
    props: true,
    meta: { space: 'console', needsSession: true, titleKey: 'seasons.timeline.title' },
  },
]

export const consoleEntries: NavEntry[] = [
  { to: 'console-timeline', labelKey: 'seasons.timeline.title', icon: 'i-lucide-calendar-range', order: 10 },
]

export const attentionThings: Record<string, AttentionText> = {
  'seasons.timeline_impossible': {
    labelKey: 'seasons.planning.attention',
    to: (seasonId) => ({ name: 'console-timeline', params: { seasonId } }),
  },
}
