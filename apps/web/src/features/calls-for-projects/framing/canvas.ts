import type { FramingTopic } from '@essor/contracts'
import { computed } from 'vue'
import { useSeasonText } from '../../../platform/season-words.ts'

export type CanvasPath = Exclude<FramingTopic, 'other'>

export interface CanvasQuestion {
  /** In the address of the page. */
  id: string
  /** Where its answer stands in the file. */
  path: CanvasPath
  section: 'brief' | 'need' | 'people' | 'result'
  kind: 'line' | 'text' | 'horizon' | 'skills'
  /** As it is asked. */
  label: string
  /** As it is listed. */
  short: string
  help: string
  /** A way to begin, for whoever does not know what to write. */
  hint: string
  example: string
}

/** The questions that frame a need, in the order in which they are asked, in plain words. */
export function useCanvas() {
  const { t } = useSeasonText()
  const questions = computed<CanvasQuestion[]>(() => [
    {
      id: 'title',
      path: 'title',
      section: 'brief',
      kind: 'line',
      label: t('calls-for-projects.framing.questions.title.label'),
      short: t('calls-for-projects.framing.questions.title.short'),
      help: t('calls-for-projects.framing.questions.title.help'),
      hint: t('calls-for-projects.framing.questions.title.hint'),
      example: t('calls-for-projects.framing.questions.title.example'),
    },
    {
      id: 'structure',
      path: 'structure',
      section: 'brief',
      kind: 'line',
      label: t('calls-for-projects.framing.questions.structure.label'),
      short: t('calls-for-projects.framing.questions.structure.short'),
      help: t('calls-for-projects.framing.questions.structure.help'),
      hint: t('calls-for-projects.framing.questions.structure.hint'),
      example: t('calls-for-projects.framing.questions.structure.example'),
    },
    {
      id: 'summary',
      path: 'summary',
      section: 'brief',
      kind: 'text',
      label: t('calls-for-projects.framing.questions.summary.label'),
      short: t('calls-for-projects.framing.questions.summary.short'),
      help: t('calls-for-projects.framing.questions.summary.help'),
      hint: t('calls-for-projects.framing.questions.summary.hint'),
      example: t('calls-for-projects.framing.questions.summary.example'),
    },
    {
      id: 'problem',
      path: 'framing.problem',
      section: 'need',
      kind: 'text',
      label: t('calls-for-projects.framing.questions.problem.label'),
      short: t('calls-for-projects.framing.questions.problem.short'),
      help: t('calls-for-projects.framing.questions.problem.help'),
      hint: t('calls-for-projects.framing.questions.problem.hint'),
      example: t('calls-for-projects.framing.questions.problem.example'),
    },
    {
      id: 'evidence',
      path: 'framing.evidence',
      section: 'need',
      kind: 'text',
      label: t('calls-for-projects.framing.questions.evidence.label'),
      short: t('calls-for-projects.framing.questions.evidence.short'),
      help: t('calls-for-projects.framing.questions.evidence.help'),
      hint: t('calls-for-projects.framing.questions.evidence.hint'),
      example: t('calls-for-projects.framing.questions.evidence.example'),
    },
    {
      id: 'beneficiaries',
      path: 'framing.beneficiaries',
      section: 'people',
      kind: 'text',
      label: t('calls-for-projects.framing.questions.beneficiaries.label'),
      short: t('calls-for-projects.framing.questions.beneficiaries.short'),
      help: t('calls-for-projects.framing.questions.beneficiaries.help'),
      hint: t('calls-for-projects.framing.questions.beneficiaries.hint'),
      example: t('calls-for-projects.framing.questions.beneficiaries.example'),
    },
    {
      id: 'users',
      path: 'framing.users',
      section: 'people',
      kind: 'text',
      label: t('calls-for-projects.framing.questions.users.label'),
      short: t('calls-for-projects.framing.questions.users.short'),
      help: t('calls-for-projects.framing.questions.users.help'),
      hint: t('calls-for-projects.framing.questions.users.hint'),
      example: t('calls-for-projects.framing.questions.users.example'),
    },
    {
      id: 'payers',
      path: 'framing.payers',
      section: 'people',
      kind: 'text',
      label: t('calls-for-projects.framing.questions.payers.label'),
      short: t('calls-for-projects.framing.questions.payers.short'),
      help: t('calls-for-projects.framing.questions.payers.help'),
      hint: t('calls-for-projects.framing.questions.payers.hint'),
      example: t('calls-for-projects.framing.questions.payers.example'),
    },
    {
      id: 'benefit',
      path: 'framing.benefit',
      section: 'result',
      kind: 'text',
      label: t('calls-for-projects.framing.questions.benefit.label'),
      short: t('calls-for-projects.framing.questions.benefit.short'),
      help: t('calls-for-projects.framing.questions.benefit.help'),
      hint: t('calls-for-projects.framing.questions.benefit.hint'),
      example: t('calls-for-projects.framing.questions.benefit.example'),
    },
    {
      id: 'horizon',
      path: 'framing.horizon',
      section: 'result',
      kind: 'horizon',
      label: t('calls-for-projects.framing.questions.horizon.label'),
      short: t('calls-for-projects.framing.questions.horizon.short'),
      help: t('calls-for-projects.framing.questions.horizon.help'),
      hint: t('calls-for-projects.framing.questions.horizon.hint'),
      example: t('calls-for-projects.framing.questions.horizon.example'),
    },
    {
      id: 'withinTime',
      path: 'framing.withinTime',
      section: 'result',
      kind: 'text',
      label: t('calls-for-projects.framing.questions.withinTime.label'),
      short: t('calls-for-projects.framing.questions.withinTime.short'),
      help: t('calls-for-projects.framing.questions.withinTime.help'),
      hint: t('calls-for-projects.framing.questions.withinTime.hint'),
      example: t('calls-for-projects.framing.questions.withinTime.example'),
    },
    {
      id: 'deliverable',
      path: 'framing.deliverable',
      section: 'result',
      kind: 'text',
      label: t('calls-for-projects.framing.questions.deliverable.label'),
      short: t('calls-for-projects.framing.questions.deliverable.short'),
      help: t('calls-for-projects.framing.questions.deliverable.help'),
      hint: t('calls-for-projects.framing.questions.deliverable.hint'),
      example: t('calls-for-projects.framing.questions.deliverable.example'),
    },
    {
      id: 'skills',
      path: 'wantedSkills',
      section: 'result',
      kind: 'skills',
      label: t('calls-for-projects.framing.questions.skills.label'),
      short: t('calls-for-projects.framing.questions.skills.short'),
      help: t('calls-for-projects.framing.questions.skills.help'),
      hint: t('calls-for-projects.framing.questions.skills.hint'),
      example: t('calls-for-projects.framing.questions.skills.example'),
    },
  ])
  const sections = computed(() => ({
    brief: t('calls-for-projects.framing.sections.brief'),
    need: t('calls-for-projects.framing.sections.need'),
    people: t('calls-for-projects.framing.sections.people'),
    result: t('calls-for-projects.framing.sections.result'),
  }))
  /** What a place of the file is called; of the call's own questions, nothing is known here. */
  const nameOf = (path: string): string | undefined => questions.value.find((one) => one.path === path)?.short
  return { questions, sections, nameOf }
}
