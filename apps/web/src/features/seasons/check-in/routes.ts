import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../../../platform/navigation.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/mon-espace/billets/:enrolmentId',
    name: 'ticket',
    component: () => import('./TicketPage.vue'),
    props: true,
    meta: { space: 'own', needsSession: true, titleKey: 'seasons.check-in.ticket.title' },
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
