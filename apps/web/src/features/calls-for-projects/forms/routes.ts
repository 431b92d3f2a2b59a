import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/pilotage/saisons/:seasonId/appels/:callId/formulaire',
    name: 'call-form',
    component: () => import('./FormBuilderPage.vue'),
    meta: { space: 'console', needsSession: true, titleKey: 'calls-for-projects.forms.builder.pageTitle' },
  },
]
