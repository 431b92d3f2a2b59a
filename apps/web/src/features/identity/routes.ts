import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../../platform/navigation.ts'

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
  {
    path: '/mon-espace/compte',
    name: 'own-account',
    component: () => import('./AccountPage.vue'),
    meta: { space: 'own', needsSession: true, titleKey: 'identity.account.title' },
  },
  {
    path: '/mailbox',
    name: 'mailbox',
    component: () => import('./MailboxPage.vue'),
    meta: { space: 'public', titleKey: 'identity.mailbox.title' },
  },
]

export const ownEntries: NavEntry[] = [
  { to: 'own-account', labelKey: 'identity.account.menu', icon: 'i-lucide-circle-user-round', order: 90 },
]
