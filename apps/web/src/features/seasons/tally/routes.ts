import { defineAsyncComponent } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry, PublicSeasonSection } from '../../../platform/navigation.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/pilotage/saisons/:seasonId/compteurs',
    name: 'console-tally',
    component: () => import('./TallyPage.vue'),
    props: true,
    meta: { space: 'console', needsSession: true, titleKey: 'seasons.tally.title' },
  },
]

export const consoleEntries: NavEntry[] = [
  { to: 'console-tally', labelKey: 'seasons.tally.title', icon: 'i-lucide-cup-soda', order: 72, part: 'accounts' },
]

export const publicSeasonSections: PublicSeasonSection[] = [
  { component: defineAsyncComponent(() => import('./SeasonTallySection.vue')), order: 70 },
]
