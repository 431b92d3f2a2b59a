import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/pilotage/saisons/:seasonId/equipes/attentes',
    name: 'project-terms',
    component: () => import('./ProjectTermsPage.vue'),
    props: true,
    meta: { space: 'console', needsSession: true, titleKey: 'matching.terms.title' },
  },
]
