import { canvasPaths } from '@essor/contracts'
import type { Schema } from '@essor/api-client'
import { useSeasonText } from '../../../platform/season-words.ts'
import { useWording } from '../wording.ts'

/** The parts of a file by name, and what stands in them, in words. */
export function useCorrectionWords(seasonId?: () => string | undefined) {
  const { t } = useSeasonText(seasonId)
  const { skillName } = useWording()
  const names = (): Record<string, string> => ({
    title: t('calls-for-projects.file.title'),
    structure: t('calls-for-projects.file.structure'),
    summary: t('calls-for-projects.file.summaryRead'),
    'framing.problem': t('calls-for-projects.file.problem'),
    'framing.evidence': t('calls-for-projects.corrections.evidence'),
    'framing.beneficiaries': t('calls-for-projects.file.beneficiaries'),
    'framing.users': t('calls-for-projects.file.users'),
    'framing.payers': t('calls-for-projects.file.payers'),
    'framing.benefit': t('calls-for-projects.file.benefit'),
    'framing.horizon': t('calls-for-projects.corrections.horizon'),
    'framing.withinTime': t('calls-for-projects.corrections.withinTime'),
    'framing.deliverable': t('calls-for-projects.file.deliverableRead'),
    wantedSkills: t('calls-for-projects.file.skills'),
  })
  const kinds = (): Record<Schema<'CorrectionKind'>, string> => ({
    incorrect: t('calls-for-projects.corrections.incorrect'),
    incomplete: t('calls-for-projects.corrections.incomplete'),
    outdated: t('calls-for-projects.corrections.outdated'),
  })
  const isSkill = (value: unknown): value is { skill: string; count: number } =>
    typeof value === 'object' && value !== null && 'skill' in value
  function inWords(value: unknown): string {
    if (value === null || value === undefined || value === '') return t('calls-for-projects.file.unanswered')
    if (Array.isArray(value)) return value.map((one: unknown) => inWords(one)).join(', ')
    if (isSkill(value)) return `${value.count} × ${skillName(value.skill)}`
    if (value === 'bounded') return t('calls-for-projects.corrections.bounded')
    if (value === 'long_running') return t('calls-for-projects.corrections.longRunning')
    if (typeof value === 'boolean')
      return value ? t('calls-for-projects.corrections.yes') : t('calls-for-projects.corrections.no')
    if (typeof value === 'object') return Object.values(value).filter(Boolean).join(' ')
    return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : ''
  }
  return {
    t,
    inWords,
    partName: (part: string, label = '') => label || (names()[part] ?? t('calls-for-projects.corrections.answer')),
    kindName: (kind: Schema<'CorrectionKind'>) => kinds()[kind],
    partItems: () => canvasPaths.map((value: string) => ({ value, label: names()[value] ?? value })),
    kindItems: () => Object.entries(kinds()).map(([value, label]) => ({ value, label })),
  }
}
