import type { RouteRecordRaw } from 'vue-router'
import type { AttentionText, NavEntry, NextThingText } from '../../platform/navigation.ts'
import { useHasHelp } from './concerns.ts'

const own = { space: 'own', needsSession: true } as const
const console = { space: 'console', needsSession: true } as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/mon-espace/entraide',
    name: 'own-help',
    component: () => import('./HelpHomePage.vue'),
    meta: { ...own, titleKey: 'mentoring.home.title' },
  },
  {
    path: '/mon-espace/entraide/equipes/:teamId/question',
    name: 'ask-for-help',
    component: () => import('./AskPage.vue'),
    meta: { ...own, titleKey: 'mentoring.ask.title' },
  },
  {
    path: '/mon-espace/questions/:helpRequestId',
    name: 'help-thread',
    component: () => import('./ThreadPage.vue'),
    meta: { ...own, titleKey: 'mentoring.thread.title' },
  },
  {
    path: '/mon-espace/entraide/saisons/:seasonId/domaines',
    name: 'mentor-fields',
    component: () => import('./FieldsPage.vue'),
    meta: { ...own, titleKey: 'mentoring.fields.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/accompagnement',
    name: 'season-mentoring',
    component: () => import('./SeasonMentoringPage.vue'),
    meta: { ...console, titleKey: 'mentoring.board.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/questions/:helpRequestId',
    name: 'season-help-thread',
    component: () => import('./ThreadPage.vue'),
    meta: { ...console, titleKey: 'mentoring.thread.title' },
  },
]

export const ownEntries: NavEntry[] = [
  { to: 'own-help', labelKey: 'mentoring.nav.own', icon: 'i-lucide-messages-square', order: 40, concerns: useHasHelp },
]

export const consoleEntries: NavEntry[] = [
  {
    to: 'season-mentoring',
    labelKey: 'mentoring.nav.console',
    icon: 'i-lucide-life-buoy',
    order: 60,
    part: 'projects',
  },
]

const thread: NextThingText['to'] = ({ subjectId }) => ({ name: 'help-thread', params: { helpRequestId: subjectId } })

export const nextThings: Record<string, NextThingText> = {
  'mentoring.question_to_answer': { labelKey: 'mentoring.news.questionToAnswer', to: thread },
  'mentoring.question_in_my_fields': { labelKey: 'mentoring.news.questionInMyFields', to: thread },
  'mentoring.question_answered': { labelKey: 'mentoring.news.questionAnswered', to: thread },
}

const board = (seasonId: string) => ({ name: 'season-mentoring', params: { seasonId } })

export const attentionThings: Record<string, AttentionText> = {
  'mentoring.teams_without_coach': { labelKey: 'mentoring.news.teamsWithoutCoach', to: board },
  'mentoring.questions_unanswered': { labelKey: 'mentoring.news.questionsUnanswered', to: board },
}
