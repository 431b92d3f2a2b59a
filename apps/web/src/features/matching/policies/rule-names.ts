import { PolicyRule } from '@essor/contracts'
import { useSeasonText } from '../../../platform/season-words.ts'

const known = new Set<string>(PolicyRule.options)

/** Rules by name. The engine has a name of its own for facilitators, and for sizes of teams. */
export function useRuleNames() {
  const { t } = useSeasonText()
  const keyOf = (rule: string): PolicyRule | null => {
    if (rule === 'roles') return 'facilitators'
    return known.has(rule) ? (rule as PolicyRule) : null
  }
  const ruleLabel = (rule: string): string => {
    const key = keyOf(rule)
    return key ? t(`matching.policies.rules.${key}.label`) : t('matching.policies.rules.size.label')
  }
  const ruleText = (rule: string): string => {
    const key = keyOf(rule)
    return key ? t(`matching.policies.rules.${key}.text`) : ''
  }
  return { ruleLabel, ruleText }
}
