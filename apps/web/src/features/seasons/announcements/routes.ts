import { defineAsyncComponent } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { AttentionText, NavEntry, PublicSeasonSection } from '../../../platform/navigation.ts'

const console = { space: 'console', needsSession: true } as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/pilotage/saisons/:seasonId/annonces',
    name: 'season-announcements',
    component: () => import('./AnnouncementListPage.vue'),
    props: true,
    meta: { ...console, titleKey: 'seasons.announcements.list.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/annonces/nouvelle',
    name: 'season-announcement-new',
    component: () => import('./NewAnnouncementPage.vue'),
    props: true,
    meta: { ...console, titleKey: 'seasons.announcements.write.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/annonces/:announcementId',
    name: 'season-announcement',
    component: () => import('./AnnouncementPage.vue'),
    props: true,
    meta: console,
  },
  {
    path: '/mon-espace/annonces',
    name: 'own-announcements',
    component: () => import('./OwnAnnouncementsPage.vue'),
    meta: { space: 'own', needsSession: true, titleKey: 'seasons.announcements.own.title' },
  },
]

export const consoleEntries: NavEntry[] = [
  {
    to: 'season-announcements',
    labelKey: 'seasons.announcements.list.menu',
    icon: 'i-lucide-mail',
    order: 27,
    part: 'people',
  },
]

export const publicSeasonSections: PublicSeasonSection[] = [
  { component: defineAsyncComponent(() => import('./SeasonAnnouncementsSection.vue')), order: 4 },
]

export const attentionThings: Record<string, AttentionText> = {
  'seasons.announcements_to_send': {
    labelKey: 'seasons.announcements.attention.toSend',
    to: (seasonId) => ({ name: 'season-announcements', params: { seasonId } }),
  },
}
