import type { RouteRecordRaw } from 'vue-router'
import type { AttentionText, NextThingText } from '../../../platform/navigation.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/pilotage/saisons/:seasonId/equipes/reponses',
    name: 'season-offers',
    component: () => import('./OffersPage.vue'),
    meta: { space: 'console', needsSession: true, titleKey: 'matching.offers.title' },
  },
]

const offers = (seasonId: string) => ({ name: 'season-offers', params: { seasonId } })

export const attentionThings: Record<string, AttentionText> = {
  'matching.vacancies': { labelKey: 'matching.offers.news.vacancies', to: offers },
  'matching.answers_late': { labelKey: 'matching.offers.news.late', to: offers },
}

export const nextThings: Record<string, NextThingText> = {
  'matching.place_to_answer': { labelKey: 'matching.offers.news.toAnswer', to: () => ({ name: 'own-teams' }) },
  'matching.invitation_to_answer': { labelKey: 'matching.offers.news.invited', to: () => ({ name: 'own-teams' }) },
}
