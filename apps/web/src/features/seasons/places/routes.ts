import type { RouteRecordRaw } from 'vue-router'
import type { AttentionText, NavEntry, NextThingText } from '../../../platform/navigation.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/pilotage/saisons/:seasonId/places',
    name: 'console-places',
    component: () => import('./EnrolmentRulesPage.vue'),
    props: true,
    meta: { space: 'console', needsSession: true, titleKey: 'seasons.places.title' },
  },
]

export const consoleEntries: NavEntry[] = [
  { to: 'console-places', labelKey: 'seasons.places.title', icon: 'i-lucide-armchair', order: 21, part: 'people' },
]

export const nextThings: Record<string, NextThingText> = {
  'seasons.offer_to_answer': {
    labelKey: 'seasons.places.offer.next',
    to: () => ({ name: 'own-home', hash: '#mes-inscriptions' }),
  },
}

export const attentionThings: Record<string, AttentionText> = {
  'seasons.offers_lapsed': {
    labelKey: 'seasons.places.attention.lapsed',
    to: (seasonId) => ({ name: 'console-enrolments', params: { seasonId }, query: { statut: 'lapsed' } }),
  },
  'seasons.waiting_while_free': {
    labelKey: 'seasons.places.attention.overlooked',
    to: (seasonId) => ({ name: 'console-enrolments', params: { seasonId }, query: { statut: 'waiting' } }),
  },
}
