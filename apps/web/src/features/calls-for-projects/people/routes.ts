import { useQuery } from '@pinia/colada'
import type { RouteRecordRaw } from 'vue-router'
import { concernedBy } from '../../../platform/concern.ts'
import type { AttentionText, NavEntry } from '../../../platform/navigation.ts'
import { confidentialSubmissionsQuery } from './people.queries.ts'

const own = { space: 'own', needsSession: true } as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/mon-espace/projets/:submissionId/personnes',
    name: 'submission-people',
    component: () => import('./HoldersPage.vue'),
    meta: { ...own, titleKey: 'calls-for-projects.people.holders.title' },
  },
  {
    path: '/mon-espace/projets/:submissionId/confidentialite',
    name: 'submission-confidentiality',
    component: () => import('./ConfidentialityPage.vue'),
    meta: { ...own, titleKey: 'calls-for-projects.people.seen.title' },
  },
  {
    path: '/rejoindre-un-dossier',
    name: 'join-submission',
    component: () => import('./JoinPage.vue'),
    meta: { space: 'public', titleKey: 'calls-for-projects.people.join.title' },
  },
  {
    path: '/mon-espace/dossiers-confidentiels',
    name: 'own-confidential',
    component: () => import('./ConfidentialFilesPage.vue'),
    meta: { ...own, titleKey: 'calls-for-projects.people.mine.title' },
  },
  {
    path: '/mon-espace/dossiers-confidentiels/:submissionId',
    name: 'confidential-file',
    component: () => import('./ConfidentialFilePage.vue'),
    meta: { ...own, titleKey: 'calls-for-projects.people.mine.read' },
  },
  {
    path: '/pilotage/saisons/:seasonId/appels/:callId/confidentialite',
    name: 'call-confidentiality',
    component: () => import('./CallReadersPage.vue'),
    meta: { space: 'console', needsSession: true, titleKey: 'calls-for-projects.people.callReaders.title' },
  },
]

const useHasConfidential = () => concernedBy(useQuery(confidentialSubmissionsQuery), (files) => files.length > 0)

export const ownEntries: NavEntry[] = [
  {
    to: 'own-confidential',
    labelKey: 'calls-for-projects.people.mine.title',
    icon: 'i-lucide-lock',
    order: 23,
    concerns: useHasConfidential,
  },
]

export const attentionThings: Record<string, AttentionText> = {
  'calls.confidential_readers_to_name': {
    labelKey: 'calls-for-projects.people.news.readersToName',
    to: (seasonId) => ({ name: 'season-calls', params: { seasonId } }),
  },
}
