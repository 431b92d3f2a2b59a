import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/connexion',
    name: 'sign-in',
    component: () => import('./SignInPage.vue'),
    meta: { space: 'public', titleKey: 'identity.signIn.title' },
  },
  {
    path: '/connexion/lien',
    name: 'sign-in-link',
    component: () => import('./SignInLinkPage.vue'),
    meta: { space: 'public', titleKey: 'identity.link.title' },
  },
]
