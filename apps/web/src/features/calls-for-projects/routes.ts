import { defineAsyncComponent } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import { useHasProjects, useHasReviews } from './concerns.ts'
import type { AttentionText, NavEntry, NextThingText, PublicSeasonSection } from '../../platform/navigation.ts'

const own = { space: 'own', needsSession: true } as const
const console = { space: 'console', needsSession: true } as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/appels/:callId',
    name: 'public-call',
    component: () => import('./calls/PublicCallPage.vue'),
    meta: { space: 'public', titleKey: 'calls-for-projects.call.pageTitle' },
  },
  {
    path: '/mon-espace/projets',
    name: 'own-submissions',
    component: () => import('./submissions/MySubmissionsPage.vue'),
    meta: { ...own, titleKey: 'calls-for-projects.mine.title' },
  },
  {
    path: '/mon-espace/projets/:submissionId',
    name: 'own-submission',
    component: () => import('./submissions/SubmissionPage.vue'),
    meta: { ...own, titleKey: 'calls-for-projects.status.pageTitle' },
  },
  {
    path: '/mon-espace/projets/:submissionId/dossier',
    name: 'submission-file',
    component: () => import('./submissions/SubmissionFilePage.vue'),
    meta: { ...own, titleKey: 'calls-for-projects.file.pageTitle' },
  },
  {
    path: '/mon-espace/relectures',
    name: 'own-reviews',
    component: () => import('./reviews/MyReviewsPage.vue'),
    meta: { ...own, titleKey: 'calls-for-projects.reviews.title' },
  },
  {
    path: '/mon-espace/relectures/:reviewId',
    name: 'own-review',
    component: () => import('./reviews/ReviewPage.vue'),
    meta: { ...own, titleKey: 'calls-for-projects.review.pageTitle' },
  },
  {
    path: '/mon-espace/entretiens/:callId',
    name: 'own-interviews',
    component: () => import('./interviews/InterviewsPage.vue'),
    meta: { ...own, titleKey: 'calls-for-projects.interviews.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/appels/:callId/relectures',
    name: 'review-settings',
    component: () => import('./reviews/ReviewSettingsPage.vue'),
    meta: { ...console, titleKey: 'calls-for-projects.reading.settings' },
  },
  {
    path: '/pilotage/saisons/:seasonId/appels/:callId/entretiens',
    name: 'season-interviews',
    component: () => import('./interviews/InterviewsPage.vue'),
    meta: { ...console, titleKey: 'calls-for-projects.interviews.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/appels',
    name: 'season-calls',
    component: () => import('./calls/CallsPage.vue'),
    meta: { ...console, titleKey: 'calls-for-projects.calls.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/appels/nouveau',
    name: 'new-call',
    component: () => import('./calls/NewCallPage.vue'),
    meta: { ...console, titleKey: 'calls-for-projects.callForm.newTitle' },
  },
  {
    path: '/pilotage/saisons/:seasonId/appels/:callId/modifier',
    name: 'change-call',
    component: () => import('./calls/ChangeCallPage.vue'),
    meta: { ...console, titleKey: 'calls-for-projects.callForm.changeTitle' },
  },
  {
    path: '/pilotage/saisons/:seasonId/appels/:callId',
    name: 'season-call',
    component: () => import('./board/CallBoardPage.vue'),
    meta: { ...console, titleKey: 'calls-for-projects.board.pageTitle' },
  },
  {
    path: '/pilotage/saisons/:seasonId/appels/:callId/reponses',
    name: 'season-decisions',
    component: () => import('./decisions/DecisionsPage.vue'),
    meta: { ...console, titleKey: 'calls-for-projects.decisions.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/appels/:callId/projets/:submissionId',
    name: 'season-submission',
    component: () => import('./submissions/SeasonSubmissionPage.vue'),
    meta: { ...console, titleKey: 'calls-for-projects.sheet.pageTitle' },
  },
]

export const ownEntries: NavEntry[] = [
  {
    to: 'own-submissions',
    labelKey: 'calls-for-projects.nav.own',
    icon: 'i-lucide-file-pen-line',
    order: 20,
    concerns: useHasProjects,
  },
  {
    to: 'own-reviews',
    labelKey: 'calls-for-projects.nav.reviews',
    icon: 'i-lucide-glasses',
    order: 22,
    concerns: useHasReviews,
  },
]

export const consoleEntries: NavEntry[] = [
  {
    to: 'season-calls',
    labelKey: 'calls-for-projects.nav.console',
    icon: 'i-lucide-megaphone',
    order: 30,
    part: 'projects',
  },
]

/** The call stands first while it is what the season is about; what was chosen follows it. */
export const publicSeasonSections: PublicSeasonSection[] = [
  { component: defineAsyncComponent(() => import('./calls/SeasonCallsSection.vue')), order: 20 },
  { component: defineAsyncComponent(() => import('./calls/SeasonProjectsSection.vue')), order: 30 },
]

const ownSubmission = ({ subjectId }: { subjectId: string }) => ({
  name: 'own-submission',
  params: { submissionId: subjectId },
})

export const nextThings: Record<string, NextThingText> = {
  'calls.correction_to_answer': { labelKey: 'calls-for-projects.corrections.toAnswer', to: ownSubmission },
  'calls.interview_to_book': { labelKey: 'calls-for-projects.interviews.toBook', to: ownSubmission },
  'calls.interview_to_attend': { labelKey: 'calls-for-projects.interviews.toAttend', to: ownSubmission },
  'calls.interview_to_hold': {
    labelKey: 'calls-for-projects.interviews.toHold',
    to: ({ subjectId }) => ({ name: 'own-interviews', params: { callId: subjectId } }),
  },
  'calls.draft_to_submit': {
    labelKey: 'calls-for-projects.news.draftToSubmit',
    to: ({ subjectId }) => ({ name: 'submission-file', params: { submissionId: subjectId } }),
  },
  'calls.answer_to_confirm': {
    labelKey: 'calls-for-projects.news.answerToConfirm',
    to: ({ subjectId }) => ({ name: 'own-submission', params: { submissionId: subjectId } }),
  },
  'calls.review_to_write': {
    labelKey: 'calls-for-projects.news.reviewToWrite',
    to: ({ subjectId }) => ({ name: 'own-review', params: { reviewId: subjectId } }),
  },
}

const calls = (seasonId: string) => ({ name: 'season-calls', params: { seasonId } })

export const attentionThings: Record<string, AttentionText> = {
  'calls.drafts_to_publish': { labelKey: 'calls-for-projects.news.draftsToPublish', to: calls },
  'calls.submissions_unassigned': { labelKey: 'calls-for-projects.news.unassigned', to: calls },
  'calls.reviews_missing': { labelKey: 'calls-for-projects.news.reviewsMissing', to: calls },
  'calls.corrections_proposed': { labelKey: 'calls-for-projects.corrections.newsProposed', to: calls },
  'calls.corrections_overdue': { labelKey: 'calls-for-projects.corrections.newsOverdue', to: calls },
  'calls.submissions_to_decide': { labelKey: 'calls-for-projects.news.toDecide', to: calls },
  'calls.decisions_to_publish': { labelKey: 'calls-for-projects.news.decisionsToPublish', to: calls },
}
