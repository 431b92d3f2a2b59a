import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry, NextThingText } from '../../../platform/navigation.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/mon-espace/billets/:enrolmentId',
    name: 'ticket',
    component: () => import('./TicketPage.vue'),
    props: true,
    meta: { space: 'own', needsSession: true, titleKey: 'seasons.check-in.ticket.title' },
  },
  {
    path: '/mon-espace/accueil/:seasonId',
    name: 'own-check-in',
    component: () => import('./CheckInPage.vue'),
    props: true,
    meta: { space: 'own', needsSession: true, titleKey: 'seasons.check-in.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/accueil',
    name: 'console-check-in',
    component: () => import('./CheckInPage.vue'),
    props: true,
    meta: { space: 'console', needsSession: true, titleKey: 'seasons.check-in.title' },
  },
]

export const consoleEntries: NavEntry[] = [
  {
    to: 'console-check-in',
    labelKey: 'seasons.check-in.title',
    icon: 'i-lucide-scan-qr-code',
    order: 22,
    part: 'people',
  },
]

/** For people given the door, who organise nothing else. */
export const nextThings: Record<string, NextThingText> = {
  'seasons.door_to_keep': {
    labelKey: 'seasons.check-in.next',
    to: ({ seasonId }) => ({ name: 'own-check-in', params: { seasonId } }),
  },
}
