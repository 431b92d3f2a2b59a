import { useSeasonText } from '../../platform/season-words.ts'
import type { MatchingRun } from './matching.queries.ts'

type Asked = Pick<MatchingRun, 'policy' | 'policyName'>

/** What a search was asked, in one line that tells it from others. */
export function usePolicyWords() {
  const { t } = useSeasonText()

  function weightName(weights: MatchingRun['policy']['weights']): string {
    if (weights === 'wishes_first') return t('matching.weights.wishesFirst')
    if (weights === 'skills_first') return t('matching.weights.skillsFirst')
    return t('matching.weights.balanced')
  }
  function mixName(mixed: MatchingRun['policy']['mixedOrigins']): string {
    if (mixed === 'hard') return t('matching.policies.asked.mixed')
    return mixed === 'off' ? t('matching.policies.asked.unmixed') : ''
  }
  function askedText({ policy, policyName }: Asked): string {
    const { min, max } = policy.teamSize
    return [
      policyName ?? weightName(policy.weights),
      t('matching.form.sizes', { min, max }),
      policyName === null ? mixName(policy.mixedOrigins) : '',
    ]
      .filter(Boolean)
      .join(' · ')
  }

  return { askedText }
}
