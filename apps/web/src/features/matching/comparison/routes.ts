import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/pilotage/saisons/:seasonId/equipes/comparer',
    name: 'matching-comparison',
    component: () => import('./ComparisonPage.vue'),
    props: true,
    meta: { space: 'console', needsSession: true, titleKey: 'matching.comparison.title' },
  },
]
