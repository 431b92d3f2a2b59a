import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../../platform/navigation.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/mon-espace/profil',
    name: 'own-profile',
    component: () => import('./ProfilePage.vue'),
    meta: { space: 'own', needsSession: true, titleKey: 'community.profile.title' },
  },
]

export const ownEntries: NavEntry[] = [
  { to: 'own-profile', labelKey: 'community.profile.menu', icon: 'i-lucide-sprout', order: 80 },
]
