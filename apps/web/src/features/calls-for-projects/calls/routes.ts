import type { RouteRecordRaw } from 'vue-router'

const console = { space: 'console', needsSession: true } as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/pilotage/saisons/:seasonId/appels/:callId/ouverture',
    name: 'call-opening',
    component: () => import('./CallOpeningPage.vue'),
    meta: { ...console, titleKey: 'calls-for-projects.opening.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/appels/:callId/retards',
    name: 'late-files',
    component: () => import('./LateFilesPage.vue'),
    meta: { ...console, titleKey: 'calls-for-projects.late.title' },
  },
]
