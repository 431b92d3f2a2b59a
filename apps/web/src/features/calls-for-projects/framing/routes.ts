import type { RouteRecordRaw } from 'vue-router'
import type { AttentionText } from '../../../platform/navigation.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/pilotage/saisons/:seasonId/appels/demandes-aide',
    name: 'season-framing-questions',
    component: () => import('./SeasonFramingQuestionsPage.vue'),
    meta: { space: 'console', needsSession: true, titleKey: 'calls-for-projects.framing.season.title' },
  },
]

export const attentionThings: Record<string, AttentionText> = {
  'calls.framing_questions': {
    labelKey: 'calls-for-projects.framing.season.news',
    to: (seasonId) => ({ name: 'season-framing-questions', params: { seasonId } }),
  },
}
