import type { PersonCategory } from '@essor/contracts'
import { useSeasonText } from '../../../platform/season-words.ts'
import type { Clash, MatchingRunDetails } from '../matching.queries.ts'
import { useRunWords } from '../run-words.ts'
import { useWords } from '../words.ts'
import { useRuleNames } from './rule-names.ts'

export type Relaxation = MatchingRunDetails['relaxations'][number]
type ClashMember = Clash['members'][number]
type Counted = { needs: number; has: number; groups: ClashMember['groups'] }

/** More names than these in one sentence say less. */
const mostNames = 6

/** What would be wanted more of. */
function wanted(rule: string, most: string) {
  if (rule === 'mixedOrigins') return most ? 'otherOrigin' : 'anyOtherOrigin'
  if (rule === 'mixedCategories') return most ? 'otherCategory' : 'anyOtherCategory'
  return rule === 'roles' || rule === 'facilitators' ? 'facilitators' : null
}

/** What clashes and what would help, said to organisers. */
export function useClashWords(run: () => MatchingRunDetails) {
  const { t } = useSeasonText()
  const { ruleLabel, ruleText } = useRuleNames()
  const { nameOf, titleOf, clashText } = useRunWords(run)
  const { inList } = useWords()

  const groupName = ({ name, category }: { name: string; category: PersonCategory | null }) =>
    name || (category ? t(`seasons.categories.${category}`) : '')

  /** How many it would take, and how many there are; null for a rule that says it elsewhere. */
  function countText(rule: string, { needs, has, groups }: Counted): string | null {
    const values = { needs, has, most: mostFrequent(groups) }
    if (rule === 'newcomers') return t('matching.policies.clash.newcomers', values)
    if (rule === 'everyProjectRuns')
      return t('matching.policies.clash.projects', {
        needs,
        there: t('matching.policies.clash.peopleThere', values, has),
      })
    const key = wanted(rule, values.most)
    if (!key) return null
    const needed = t(`matching.policies.clash.${key}`, values, needs)
    return t('matching.policies.clash.short', { needed, there: t('matching.policies.clash.there', values, has) })
  }

  /** Of those whose origin or profile is known. */
  const mostFrequent = (groups: ClashMember['groups']): string => groups.map(groupName).find(Boolean) ?? ''

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
    if (needs !== null && has !== null) {
      const counted = countText(rule, { needs, has, groups })
      if (counted) return counted
    }
    const said = clashText(member)
    if (said !== null) return said
    const names = [...member.projectIds.map(titleOf), ...member.personIds.map(nameOf)]
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
