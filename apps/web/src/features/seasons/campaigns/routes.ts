import { defineAsyncComponent } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { AttentionText, NavEntry, PublicSeasonSection } from '../../../platform/navigation.ts'

const console = { space: 'console', needsSession: true } as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/campagnes/:slug',
    name: 'public-campaign',
    component: () => import('./PublicCampaignPage.vue'),
    props: true,
    meta: { space: 'public' },
  },
  {
    path: '/pilotage/campagnes',
    name: 'campaign-list',
    component: () => import('./CampaignListPage.vue'),
    meta: { ...console, titleKey: 'seasons.campaigns.list.title' },
  },
  {
    path: '/pilotage/campagnes/nouvelle',
    name: 'campaign-new',
    component: () => import('./NewCampaignPage.vue'),
    meta: { ...console, titleKey: 'seasons.campaigns.create.title' },
  },
  {
    path: '/pilotage/campagnes/:campaignId',
    name: 'campaign',
    component: () => import('./CampaignPage.vue'),
    props: true,
    meta: console,
  },
]

export const consoleEntries: NavEntry[] = [
  { to: 'campaign-list', labelKey: 'seasons.campaigns.list.menu', icon: 'i-lucide-flag', order: 91 },
]

export const publicSeasonSections: PublicSeasonSection[] = [
  { component: defineAsyncComponent(() => import('./SeasonCampaignSection.vue')), order: 5 },
]

export const attentionThings: Record<string, AttentionText> = {
  'seasons.outside_campaign': {
    labelKey: 'seasons.campaigns.attention.outside',
    to: (seasonId) => ({ name: 'console-season-settings', params: { seasonId }, hash: '#campagne' }),
  },
}
