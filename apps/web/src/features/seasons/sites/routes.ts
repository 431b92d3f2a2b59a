import { defineAsyncComponent } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry, PublicSeasonSection } from '../../../platform/navigation.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/pilotage/saisons/:seasonId/lieux',
    name: 'console-sites',
    component: () => import('./SitesPage.vue'),
    props: true,
    meta: { space: 'console', needsSession: true, titleKey: 'seasons.sites.title' },
  },
]

export const consoleEntries: NavEntry[] = [
  { to: 'console-sites', labelKey: 'seasons.sites.title', icon: 'i-lucide-map-pinned', order: 12 },
]

/** Before the sessions that are held there. */
export const publicSeasonSections: PublicSeasonSection[] = [
  { component: defineAsyncComponent(() => import('./SeasonSitesSection.vue')), order: 58 },
]
