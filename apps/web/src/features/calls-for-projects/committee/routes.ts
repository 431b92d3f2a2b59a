import type { RouteRecordRaw } from 'vue-router'
import type { AttentionText } from '../../../platform/navigation.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/pilotage/saisons/:seasonId/appels/:callId/comite',
    name: 'season-committee',
    component: () => import('./CommitteePage.vue'),
    props: true,
    meta: { space: 'console', needsSession: true, titleKey: 'calls-for-projects.committee.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/appels/:callId/repartition',
    name: 'season-assignment',
    component: () => import('./AssignmentPage.vue'),
    props: true,
    meta: { space: 'console', needsSession: true, titleKey: 'calls-for-projects.committee.plan.title' },
  },
  {
    path: '/mon-espace/relectures/comite/:callId',
    name: 'own-committee',
    component: () => import('./OwnCommitteePage.vue'),
    props: true,
    meta: { space: 'own', needsSession: true, titleKey: 'calls-for-projects.committee.own.title' },
  },
]

const calls = (seasonId: string) => ({ name: 'season-calls', params: { seasonId } })

export const attentionThings: Record<string, AttentionText> = {
  'calls.reviews_late': { labelKey: 'calls-for-projects.committee.news.late', to: calls },
  'calls.reviews_in_conflict': { labelKey: 'calls-for-projects.committee.news.inConflict', to: calls },
}
