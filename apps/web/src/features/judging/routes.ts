import { defineAsyncComponent } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { NavEntry, PublicSeasonSection } from '../../platform/navigation.ts'
import { useIsJuror } from './jury/concerns.ts'

const own = { space: 'own', needsSession: true } as const
const desk = { space: 'console', needsSession: true } as const

export const routes: RouteRecordRaw[] = [
  {
    path: '/saisons/:slug/pitchs/:sessionId/ecran',
    name: 'pitch-screen',
    component: () => import('./screen/PitchScreenPage.vue'),
    meta: { space: 'public', titleKey: 'judging.screen.title' },
  },
  {
    path: '/saisons/:slug/resultats',
    name: 'public-results',
    component: () => import('./results/PublicResultsPage.vue'),
    meta: { space: 'public', titleKey: 'judging.public.title' },
  },
  {
    path: '/mon-espace/jury',
    name: 'my-juries',
    component: () => import('./jury/MyJuriesPage.vue'),
    meta: { ...own, titleKey: 'judging.mine.title' },
  },
  {
    path: '/mon-espace/jury/:seasonId',
    name: 'my-jury',
    component: () => import('./jury/MyJuryPage.vue'),
    meta: { ...own, titleKey: 'judging.mine.title' },
  },
  {
    path: '/mon-espace/jury/:seasonId/pitchs/:pitchId',
    name: 'score-sheet',
    component: () => import('./jury/ScoreSheetPage.vue'),
    meta: { ...own, titleKey: 'judging.sheet.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/jury',
    name: 'season-jury',
    component: () => import('./desk/JuryDeskPage.vue'),
    meta: { ...desk, titleKey: 'judging.desk.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/pitchs',
    name: 'season-pitches',
    component: () => import('./pitches/PitchSessionsPage.vue'),
    meta: { ...desk, titleKey: 'judging.pitches.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/pitchs/:sessionId',
    name: 'pitch-session',
    component: () => import('./pitches/PitchSessionPage.vue'),
    meta: { ...desk, titleKey: 'judging.pitches.title' },
  },
  {
    path: '/pilotage/saisons/:seasonId/resultats',
    name: 'season-results',
    component: () => import('./results/ResultsPage.vue'),
    meta: { ...desk, titleKey: 'judging.results.title' },
  },
]

export const ownEntries: NavEntry[] = [
  { to: 'my-juries', labelKey: 'judging.nav.mine', icon: 'i-lucide-scale', order: 60, concerns: useIsJuror },
]

export const consoleEntries: NavEntry[] = [
  { to: 'season-jury', labelKey: 'judging.nav.jury', icon: 'i-lucide-scale', order: 70, part: 'jury' },
  { to: 'season-pitches', labelKey: 'judging.nav.pitches', icon: 'i-lucide-mic', order: 71, part: 'jury' },
  { to: 'season-results', labelKey: 'judging.nav.results', icon: 'i-lucide-trophy', order: 72, part: 'jury' },
]

/** What came of a season stands first; the stage while there is something to see on it. */
export const publicSeasonSections: PublicSeasonSection[] = [
  { component: defineAsyncComponent(() => import('./screen/ScreenLinkSection.vue')), order: 4 },
  { component: defineAsyncComponent(() => import('./results/SeasonResultsSection.vue')), order: 6 },
]

/** What is mine to do next, and what needs an organiser, by the codes that the server gives. */
export const nextThings = {
  'judging.pitch_to_score': {
    labelKey: 'judging.next.pitchToScore',
    to: ({ seasonId, subjectId }: { seasonId: string; subjectId: string }) => ({
      name: 'score-sheet',
      params: { seasonId, pitchId: subjectId },
    }),
  },
}

const page = (name: string) => (seasonId: string) => ({ name, params: { seasonId } })

export const attentionThings = {
  'judging.no_rubric': { labelKey: 'judging.attention.noRubric', to: page('season-jury') },
  'judging.no_jury': { labelKey: 'judging.attention.noJury', to: page('season-jury') },
  'judging.teams_without_pitch': { labelKey: 'judging.attention.teamsWithoutPitch', to: page('season-pitches') },
  'judging.jurors_late': { labelKey: 'judging.attention.jurorsLate', to: page('season-pitches') },
  'judging.results_to_publish': { labelKey: 'judging.attention.resultsToPublish', to: page('season-results') },
}
