import type { RouteRecordRaw } from 'vue-router'
import type { AttentionText, NavEntry } from '../../../platform/navigation.ts'

export const routes: RouteRecordRaw[] = [
  {
    path: '/pilotage/saisons/:seasonId/budget',
    name: 'console-budget',
    component: () => import('./BudgetPage.vue'),
    props: true,
    meta: { space: 'console', needsSession: true, titleKey: 'seasons.budget.title' },
  },
]

export const consoleEntries: NavEntry[] = [
  { to: 'console-budget', labelKey: 'seasons.budget.title', icon: 'i-lucide-wallet', order: 70, part: 'accounts' },
]

export const attentionThings: Record<string, AttentionText> = {
  'seasons.budget_in_deficit': {
    labelKey: 'seasons.budget.attention',
    to: (seasonId) => ({ name: 'console-budget', params: { seasonId } }),
  },
}
