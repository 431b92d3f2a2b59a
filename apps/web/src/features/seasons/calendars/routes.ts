import { defineAsyncComponent } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { PublicSeasonSection } from '../../../platform/navigation.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/mon-espace/agenda',
    name: 'own-calendar',
    component: () => import('./OwnCalendarPage.vue'),
    meta: { space: 'own', needsSession: true, titleKey: 'seasons.calendars.own.title' },
  },
]

/** After the sessions that it is about. */
export const publicSeasonSections: PublicSeasonSection[] = [
  { component: defineAsyncComponent(() => import('./SeasonCalendarSection.vue')), order: 65 },
]
