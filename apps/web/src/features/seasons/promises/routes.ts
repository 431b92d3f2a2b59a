import type { RouteRecordRaw } from 'vue-router'
import type { AttentionText, NavEntry, NextThingText } from '../../../platform/navigation.ts'
import { useGivesTime } from './concerns.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/mon-espace/temps',
    name: 'own-time',
    component: () => import('./OwnTimePage.vue'),
    meta: { space: 'own', needsSession: true, titleKey: 'seasons.promises.own.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/temps-promis',
    name: 'season-promises',
    component: () => import('./SeasonPromisesPage.vue'),
    props: true,
    meta: { space: 'console', needsSession: true, titleKey: 'seasons.promises.season.title' },
  },
]

export const ownEntries: NavEntry[] = [
  {
    to: 'own-time',
    labelKey: 'seasons.promises.own.nav',
    icon: 'i-lucide-hourglass',
    order: 35,
    concerns: useGivesTime,
  },
]

export const consoleEntries: NavEntry[] = [
  {
    to: 'season-promises',
    labelKey: 'seasons.promises.season.title',
    icon: 'i-lucide-hourglass',
    order: 25,
    part: 'people',
  },
]

const ownTime = () => ({ name: 'own-time' })

export const nextThings: Record<string, NextThingText> = {
  'seasons.time_to_confirm': { labelKey: 'seasons.promises.next.toConfirm', to: ownTime },
  'seasons.promise_to_answer': { labelKey: 'seasons.promises.next.toAnswer', to: ownTime },
}

export const attentionThings: Record<string, AttentionText> = {
  'seasons.promises_to_end': {
    labelKey: 'seasons.promises.attention.toEnd',
    to: (seasonId) => ({ name: 'season-promises', params: { seasonId } }),
  },
  'seasons.time_unconfirmed': {
    labelKey: 'seasons.promises.attention.unconfirmed',
    to: (seasonId) => ({ name: 'season-promises', params: { seasonId } }),
  },
}
