import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useSeasonText } from '../../platform/season-words.ts'
import type { StatusTone } from '../../ui/StatusBadge.vue'
import type { BrokenRule, Clash, Draft, MatchingRun } from './matching.queries.ts'
import { useRuleNames } from './policies/rule-names.ts'
import { useWords } from './words.ts'

type Named = { people: readonly { id: string; name: string }[]; projects: readonly { id: string; title: string }[] }

/** What a run found, said to organisers: names for ids, sentences for rules. */
export function useRunWords(run: MaybeRefOrGetter<Named>) {
  const { t } = useSeasonText()
  const { skillName, inList } = useWords()
  const { ruleLabel } = useRuleNames()
  const names = computed(() => new Map(toValue(run).people.map(({ id, name }) => [id, name])))
  const titles = computed(() => new Map(toValue(run).projects.map(({ id, title }) => [id, title])))
  const nameOf = (id: string): string => names.value.get(id) ?? t('matching.run.someoneGone')
  const titleOf = (id: string | null): string => (id && titles.value.get(id)) || t('matching.run.projectGone')
  const list = (ids: readonly string[], word: (id: string) => string): string => inList(ids.map(word))

  function brokenText({ rule, projectId, personIds, skill, count }: BrokenRule): string {
    const project = titleOf(projectId)
    const people = list(personIds, nameOf)
    const size = Math.abs(count ?? 0)
    if (rule === 'size')
      return (count ?? 0) < 0
        ? t('matching.broken.tooSmall', { project, count: size }, size)
        : t('matching.broken.tooLarge', { project, count: size }, size)
    if (rule === 'together') return t('matching.broken.together', { people })
    if (rule === 'apart') return t('matching.broken.apart', { people })
    if (rule === 'locked') return t('matching.broken.locked', { people, project })
    if (rule === 'mixedOrigins') return t('matching.broken.mixedOrigins', { project })
    if (rule === 'coverage') return t('matching.broken.coverage', { project, skill: skillName(skill ?? '') })
    const place = [projectId ? project : '', people].filter(Boolean).join(' · ')
    return t('matching.policies.broken', { place, rule: ruleLabel(rule) })
  }

  /** Null for a rule that has no sentence of its own. */
  function clashText({ rule, needs, has, projectIds, personIds }: Clash['members'][number]): string | null {
    const people = list(personIds, nameOf)
    const projects = list(projectIds, titleOf)
    if (rule === 'locked') return t('matching.clash.locked', { people, projects })
    if (rule === 'together') return people ? t('matching.clash.together', { people }) : t('matching.clash.togetherAll')
    if (rule === 'apart') return people ? t('matching.clash.apart', { people }) : t('matching.clash.apartAll')
    if (rule === 'mixedOrigins') return t('matching.clash.mixedOrigins')
    if (rule === 'minSize')
      return needs === null
        ? t('matching.clash.minSize', { projects })
        : t('matching.clash.minSizeCount', { needs, has })
    if (rule === 'maxSize')
      return needs === null
        ? t('matching.clash.maxSize', { projects })
        : t('matching.clash.maxSizeCount', { needs, has })
    return null
  }

  function leftOutText({ reason, rules }: Draft['leftOut'][number]): string {
    if (reason === 'full') return t('matching.leftOut.full')
    if (reason === 'by_hand') return t('matching.leftOut.byHand')
    if (reason === 'no_site') return t('matching.leftOut.noSite')
    if (reason === 'worth_more_without') return t('matching.leftOut.worth')
    const words = rules.map(ruleLabel).map((label) => label.charAt(0).toLocaleLowerCase() + label.slice(1))
    return words.length > 0 ? t('matching.leftOut.rules', { rules: inList(words) }) : t('matching.leftOut.other')
  }

  return { nameOf, titleOf, brokenText, clashText, leftOutText }
}

/** Where a run is, with what it found. */
export function useRunStatus() {
  const { t } = useSeasonText()
  return (run: MatchingRun): { label: string; tone: StatusTone } => {
    if (run.publishedAt) return { label: t('matching.status.published'), tone: 'good' }
    if (run.status === 'queued') return { label: t('matching.status.queued'), tone: 'progress' }
    if (run.status === 'running') return { label: t('matching.status.running'), tone: 'progress' }
    if (run.status === 'cancelled') return { label: t('matching.status.cancelled'), tone: 'neutral' }
    if (run.status === 'failed') return { label: t('matching.status.failed'), tone: 'bad' }
    if (run.answer?.status === 'infeasible') return { label: t('matching.status.infeasible'), tone: 'attention' }
    if (run.answer?.objective === null) return { label: t('matching.status.nothing'), tone: 'attention' }
    return { label: t('matching.status.done'), tone: 'good' }
  }
}
