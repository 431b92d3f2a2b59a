import { MatchingPolicy, PolicyRule, strengthKeys, usualCosts, type RuleStrength } from '@essor/contracts'
import { useInstants } from '../../platform/instants.ts'
import { useSeasonText } from '../../platform/season-words.ts'
import type { MatchingRun } from './matching.queries.ts'
import { useRuleNames } from './policies/rule-names.ts'

type Asked = Pick<MatchingRun, 'policy' | 'policyName' | 'keptFromId'>
type Policy = MatchingRun['policy']
type Said = 'hard' | 'soft' | 'given' | 'off'

const usual = MatchingPolicy.parse({ teamSize: { min: 1, max: 1 } })
const lists = ['together', 'apart', 'locked', 'forbidden'] as const
const rules = PolicyRule.options.filter((rule) => !(lists as readonly string[]).includes(rule))
/** A way out of a clash makes a rule cost at least so much: it gives only where it must. */
const costOfGiving = 100

/** What a search was asked, in one line that tells it from others. */
export function usePolicyWords() {
  const { t } = useSeasonText()
  const { formatNumber } = useInstants()
  const { ruleLabel } = useRuleNames()

  function weightName(weights: Policy['weights']): string {
    if (weights === 'wishes_first') return t('matching.weights.wishesFirst')
    if (weights === 'skills_first') return t('matching.weights.skillsFirst')
    return t('matching.weights.balanced')
  }

  const strengthOf = (policy: Policy, rule: PolicyRule): RuleStrength =>
    policy[strengthKeys[rule]] ?? usual[strengthKeys[rule]]
  /** What one breach costs where somebody chose it. */
  function chosenCost(policy: Policy, rule: PolicyRule): number | null {
    const cost = policy.costs?.[rule]
    return cost === undefined || cost === usualCosts(policy.weights ?? 'balanced')[rule] ? null : cost
  }
  /** Null for a rule that is as usual. */
  function howSaid(policy: Policy, rule: PolicyRule): Said | null {
    const strength = strengthOf(policy, rule)
    if (strength === 'soft' && (policy.costs?.[rule] ?? 0) >= costOfGiving) return 'given'
    if (strength === 'soft' && chosenCost(policy, rule) !== null) return 'soft'
    return strength === usual[strengthKeys[rule]] ? null : strength
  }

  function ruleText(policy: Policy, rule: PolicyRule): string {
    const label = ruleLabel(rule)
    const name = label.charAt(0).toLocaleLowerCase() + label.slice(1)
    const most = { originLimit: policy.mostOfOneOrigin, newcomers: policy.mostNewcomers }[rule as string] ?? null
    const cost = howSaid(policy, rule) === 'soft' ? chosenCost(policy, rule) : null
    const more = [
      most === null ? '' : t('matching.policies.asked.most', { most }),
      cost === null ? '' : t('matching.policies.asked.points', { points: formatNumber(cost) }, cost),
    ].filter(Boolean)
    return more.length > 0 ? `${name} (${more.join(', ')})` : name
  }

  /** "toujours : origines mélangées, profils mélangés". */
  function rulesText(policy: Policy): string[] {
    const saids: Said[] = ['hard', 'given', 'soft', 'off']
    return saids.flatMap((said) => {
      const names = rules.filter((rule) => howSaid(policy, rule) === said).map((rule) => ruleText(policy, rule))
      return names.length > 0 ? [t(`matching.policies.asked.${said}`, { rules: names.join(', ') })] : []
    })
  }

  /** "2 places imposées". */
  function listsText(policy: Policy): string[] {
    const counted = lists.flatMap((list) => {
      const count = policy[list]?.length ?? 0
      const strength = strengthOf(policy, list)
      if (count === 0 || strength === 'off') return []
      const said = t(`matching.policies.asked.${list}`, { count }, count)
      return [strength === 'soft' ? t('matching.policies.asked.preferred', { list: said }) : said]
    })
    const sized = policy.projectSizes?.length ?? 0
    return sized > 0 ? [...counted, t('matching.policies.asked.sizes', { count: sized }, sized)] : counted
  }

  function askedText({ policy, policyName, keptFromId }: Asked): string {
    const { min, max } = policy.teamSize
    return [
      policyName ?? weightName(policy.weights),
      t('matching.form.sizes', { min, max }),
      ...rulesText(policy),
      ...listsText(policy),
      ...(keptFromId ? [t('matching.policies.asked.kept')] : []),
    ].join(' · ')
  }

  /** Rules that a way out of a clash lets give where they must. */
  const givenRules = (policy: Policy): PolicyRule[] => rules.filter((rule) => howSaid(policy, rule) === 'given')

  return { askedText, givenRules }
}
