import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/mon-espace/compte/cles',
    name: 'own-keys',
    component: () => import('./OwnKeysPage.vue'),
    meta: { space: 'own', needsSession: true, titleKey: 'identity.keys.title' },
  },
]
