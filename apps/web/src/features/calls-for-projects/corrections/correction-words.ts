import { canvasPaths } from '@essor/contracts'
import type { Schema } from '@essor/api-client'
import { useSeasonText } from '../../../platform/season-words.ts'
import { useCanvas } from '../framing/canvas.ts'
import { useWording } from '../wording.ts'

/** The parts of a file by name, and what stands in them, in words. */
export function useCorrectionWords(seasonId?: () => string | undefined) {
  const { t } = useSeasonText(seasonId)
  const { skillName } = useWording()
  const { nameOf } = useCanvas()
  /** Nobody is spoken to here: the organisers read it too. */
  const nameIn = (part: string) => (part === 'structure' ? t('calls-for-projects.corrections.structure') : nameOf(part))
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
    partName: (part: string, label = '') => label || (nameIn(part) ?? t('calls-for-projects.corrections.answer')),
    kindName: (kind: Schema<'CorrectionKind'>) => kinds()[kind],
    partItems: () => canvasPaths.map((value: string) => ({ value, label: nameIn(value) ?? value })),
    kindItems: () => Object.entries(kinds()).map(([value, label]) => ({ value, label })),
  }
}
