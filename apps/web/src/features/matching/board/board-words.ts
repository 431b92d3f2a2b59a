import { skillLevelKey } from './skill-levels.ts'
import type { Broken } from '@essor/team-formation/evaluate'
import type { MoveCost } from '@essor/team-formation/what-if'
import { useInstants } from '../../../platform/instants.ts'
import { useSeasonText } from '../../../platform/season-words.ts'
import { useWords } from '../words.ts'
import type { MatchingBoard } from './board.queries.ts'
import { NOWHERE, type Place } from './places.ts'

/** The board in plain words: names for ids, costs in steps of preference, rules as what is wrong and with whom. */
export function useBoardWords(board: MatchingBoard) {
  const { t } = useSeasonText()
  const { skillName, inList } = useWords()
  const { formatNumber } = useInstants()
  const names = new Map(board.people.map(({ id, name }) => [id, name]))
  const titles = new Map(board.projects.map(({ id, title }) => [id, title]))
  const nameOf = (id: string): string => names.get(id) ?? t('matching.run.someoneGone')
  const titleOf = (id: string): string => titles.get(id) ?? t('matching.run.projectGone')
  const placeName = (place: Place): string => (place === NOWHERE ? t('matching.move.nowhere') : titleOf(place))
  const skillAt = (skill: string, level: number): string =>
    t('matching.board.skillAt', { skill: skillName(skill), level: t(skillLevelKey(level)) })

  function brokenText(broken: Broken): string {
    switch (broken.rule) {
      case 'size': {
        const project = titleOf(broken.project)
        if (broken.got < broken.min) {
          const count = broken.min - broken.got
          return t('matching.broken.tooSmall', { project, count }, count)
        }
        const count = broken.got - broken.max
        return t('matching.broken.tooLarge', { project, count }, count)
      }
      case 'together':
        return t('matching.broken.together', { people: inList(broken.people.map(nameOf)) })
      case 'apart':
        return t('matching.broken.apart', { people: inList(broken.people.map(nameOf)) })
      case 'locked':
        return t('matching.broken.locked', { people: nameOf(broken.person), project: titleOf(broken.project) })
      case 'coverage':
        return t('matching.board.broken.coverage', {
          project: titleOf(broken.project),
          skill: skillAt(broken.skill, broken.level),
        })
      case 'forbidden':
      case 'stay':
      case 'sites':
      case 'blocks':
        return t(`matching.board.broken.${broken.rule}`, {
          name: nameOf(broken.person),
          project: titleOf(broken.project),
        })
      case 'roles':
        return t('matching.board.broken.roles', { project: titleOf(broken.project), role: roleName(broken.role) })
      case 'newcomers':
      case 'originLimit':
        return t(`matching.board.broken.${broken.rule}`, { project: titleOf(broken.project), count: broken.over })
      case 'days':
        return t('matching.board.broken.days', { project: titleOf(broken.project), count: broken.missing })
      case 'mixedOrigins':
        return t('matching.broken.mixedOrigins', { project: titleOf(broken.project) })
      case 'mixedCategories':
      case 'everyProjectRuns':
        return t(`matching.board.broken.${broken.rule}`, { project: titleOf(broken.project) })
      case 'everyonePlaced':
        return t('matching.board.broken.everyonePlaced', { name: nameOf(broken.person) })
      case 'unknown_project':
      case 'project_twice':
        return t('matching.broken.other', { project: titleOf(broken.project) })
      case 'unknown_person':
      case 'placed_twice':
        return t('matching.broken.other', { project: nameOf(broken.person) })
    }
  }

  /** A problem that came over the API may ask for roles of its own: they are named as they were written there. */
  const roleName = (role: string): string =>
    role === 'facilitator' ? t('matching.board.roles.facilitator') : t('matching.board.roles.other', { role })

  /** What one part of the worth of the teams loses or gains. */
  function changeText({ part, count, points }: MoveCost['parts'][number]): string {
    const much = Math.abs(count)
    if (part === 'preferences') return points < 0 ? t('matching.change.wishLess') : t('matching.change.wishMore')
    if (part === 'coverage')
      return count > 0
        ? t('matching.change.skillLess', { count: much }, much)
        : t('matching.change.skillMore', { count: much }, much)
    if (part === 'mixedOrigins') return count > 0 ? t('matching.change.mixLess') : t('matching.change.mixMore')
    if (part === 'everyonePlaced') return count > 0 ? t('matching.change.placedLess') : t('matching.change.placedMore')
    if (part === 'everyProjectRuns') return count > 0 ? t('matching.change.teamLess') : t('matching.change.teamMore')
    return t(count > 0 ? 'matching.board.change.less' : 'matching.board.change.more', {
      rule: t(`matching.board.rules.${part}`),
    })
  }

  function totalText(delta: number): string {
    const steps = Math.abs(delta)
    const said = { steps: formatNumber(steps) }
    if (steps === 0) return t('matching.move.same')
    return delta < 0 ? t('matching.board.costs', said, steps) : t('matching.board.gains', said, steps)
  }

  /** Why, in a few words: what changes although no rule breaks. */
  const whyText = ({ parts, broken }: MoveCost): string =>
    parts
      .filter(({ points }) => points !== 0 || broken.length === 0)
      .map(changeText)
      .join(' · ')

  /** Which move cannot be published, or null for one that can. */
  const forbidText = ({ broken }: MoveCost): string | null =>
    broken.length > 0 ? t('matching.board.breaks', { count: broken.length }, broken.length) : null

  /** Null where strict rules break and nothing else is lost or gained: that it costs nothing would mislead. */
  const costText = ({ delta, broken }: MoveCost): string | null =>
    delta === 0 && broken.length > 0 ? null : totalText(delta)

  /** All of it in one go, for whoever listens. */
  const spoken = (cost: MoveCost): string =>
    [forbidText(cost), ...cost.broken.map(brokenText), costText(cost), whyText(cost)]
      .filter((text) => text !== null && text !== '')
      .map((text) => text!.replace(/\s*[.:]?$/, '.'))
      .join(' ')

  return {
    nameOf,
    titleOf,
    placeName,
    roleName,
    skillAt,
    brokenText,
    forbidText,
    costText,
    whyText,
    spoken,
    skillName,
    inList,
  }
}
export type BoardWords = ReturnType<typeof useBoardWords>
