import type { PersonCategory } from '@essor/contracts'
import { useSeasonText } from '../../../platform/season-words.ts'
import type { Clash, MatchingRunDetails } from '../matching.queries.ts'
import { useRunWords } from '../run-words.ts'
import { useWords } from '../words.ts'
import { useRuleNames } from './rule-names.ts'

export type Relaxation = MatchingRunDetails['relaxations'][number]
type ClashMember = Clash['members'][number]

/** More names than these in one sentence say less. */
const mostNames = 6

/** What clashes and what would help, said to organisers. */
export function useClashWords(run: () => MatchingRunDetails) {
  const { t } = useSeasonText()
  const { ruleLabel, ruleText } = useRuleNames()
  const { nameOf, titleOf, clashText } = useRunWords(run)
  const { inList } = useWords()

  const groupName = ({ name, category }: { name: string; category: PersonCategory | null }) =>
    name || (category ? t(`seasons.categories.${category}`) : '')

  function memberText(member: ClashMember): string {
    const { rule, needs, has, groups } = member
    const [first, second] = groups
    if (rule === 'mixedOrigins' && needs !== null && first && second && groups.length === 2) {
      const [most, fewest] = [first.count, second.count]
      return t('matching.policies.clash.mixedOfEach', {
        needs,
        most,
        has: fewest,
        first: groupName(first),
        second: groupName(second),
      })
    }
    const said = clashText(member)
    if (said !== null) return said
    const names = [...member.projectIds.map(titleOf), ...member.personIds.map(nameOf)]
    if (needs !== null) return t('matching.policies.clash.count', { rule: ruleLabel(rule), needs, has })
    if (names.length > 0)
      return t('matching.policies.clash.named', { rule: ruleLabel(rule), names: inList(few(names)) })
    return t('matching.policies.clash.rule', { rule: ruleLabel(rule), text: ruleText(rule) })
  }

  function wayText({ rules, count, tried }: Relaxation): string {
    const [rule] = rules
    if (rules.length > 1 || !rule) return t('matching.policies.ways.several', { rules: inList(rules.map(ruleLabel)) })
    if (!tried || count === null) return t('matching.policies.ways.loosen', { rule: ruleLabel(rule) })
    return t(`matching.policies.ways.${rule}`, { count }, count)
  }

  /** Whom and what a way out concerns, by name. */
  function wayDetails({ broken, sizes }: Relaxation): string[] {
    const named = broken.map(({ projectId, personIds }) => {
      const people = personIds.length > 0 ? inList(personIds.map(nameOf)) : ''
      const project = projectId ? titleOf(projectId) : ''
      return [people, project].filter(Boolean).join(' · ')
    })
    const sized = sizes.map(({ projectId, min, max }) =>
      t('matching.policies.ways.size', { project: titleOf(projectId), min, max }),
    )
    return few([...new Set([...named, ...sized])].filter(Boolean))
  }

  function few(names: string[]): string[] {
    if (names.length <= mostNames) return names
    const rest = names.length - mostNames
    return [...names.slice(0, mostNames), t('matching.policies.ways.more', { count: rest }, rest)]
  }

  return { memberText, wayText, wayDetails }
}
