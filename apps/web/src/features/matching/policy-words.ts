import { useI18n } from 'vue-i18n'
import type { MatchingRun } from './matching.queries.ts'

export function useWeightWords() {
  const { t } = useI18n({ useScope: 'global' })
  return (weights: MatchingRun['policy']['weights']): string => {
    if (weights === 'wishes_first') return t('matching.weights.wishesFirst')
    if (weights === 'skills_first') return t('matching.weights.skillsFirst')
    return t('matching.weights.balanced')
  }
}
