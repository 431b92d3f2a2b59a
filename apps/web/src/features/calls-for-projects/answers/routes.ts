import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry } from '../../../platform/navigation.ts'

const console = { space: 'console', needsSession: true } as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/appels/:callId/laureats',
    name: 'call-laureates',
    component: () => import('./LaureatesPage.vue'),
    props: true,
    meta: { space: 'public', titleKey: 'calls-for-projects.answers.laureates.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/appels/:callId/reponses/textes',
    name: 'season-answer-words',
    component: () => import('./AnswerWordsPage.vue'),
    props: true,
    meta: { ...console, titleKey: 'calls-for-projects.answers.words.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/appels/:callId/import',
    name: 'season-submissions-import',
    component: () => import('./SubmissionsImportPage.vue'),
    props: true,
    meta: { ...console, titleKey: 'calls-for-projects.answers.import.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/projets',
    name: 'season-projects',
    component: () => import('./SeasonProjectsPage.vue'),
    props: true,
    meta: { ...console, titleKey: 'calls-for-projects.answers.projects.title' },
  },
]

export const consoleEntries: NavEntry[] = [
  {
    to: 'season-projects',
    labelKey: 'calls-for-projects.answers.projects.title',
    icon: 'i-lucide-sprout',
    order: 32,
    part: 'projects',
  },
]
