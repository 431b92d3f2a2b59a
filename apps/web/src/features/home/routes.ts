import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./HomePage.vue'), meta: { space: 'public' } },
  {
    path: '/:unknown(.*)*',
    name: 'not-found',
    component: () => import('./NotFoundPage.vue'),
    meta: { space: 'public', titleKey: 'home.notFound.title' },
  },
]
