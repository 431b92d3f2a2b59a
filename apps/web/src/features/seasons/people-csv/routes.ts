import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/pilotage/saisons/:seasonId/inscriptions/import',
    name: 'console-people-import',
    component: () => import('./PeopleImportPage.vue'),
    props: true,
    meta: { space: 'console', needsSession: true, titleKey: 'seasons.people-csv.title' },
  },
]
