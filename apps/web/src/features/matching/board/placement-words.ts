import type { explainPlacements } from '@essor/team-formation/explain'
import { useSeasonText } from '../../../platform/season-words.ts'
import type { BoardWords } from './board-words.ts'

type Placement = ReturnType<typeof explainPlacements>[number]

/** Why someone stands where they stand, in a few words for those who organise. */
export function usePlacementWords({ skillName, roleName, nameOf, inList }: BoardWords) {
  const { t } = useSeasonText()

  function wishText({ wish }: Placement, ranked: boolean): string {
    if (wish === null) return ranked ? t('matching.board.noWish') : ''
    return wish === 1 ? t('matching.member.firstWish') : t('matching.member.laterWish', { wish })
  }

  function siteText({ site }: Placement): string {
    if (site === 'same') return t('matching.board.placement.site')
    if (site === 'remote') return t('matching.board.placement.remote')
    return site === 'elsewhere' ? t('matching.board.placement.elsewhere') : ''
  }

  function timeText({ blocks, missedBlocks }: Placement): string {
    if (missedBlocks.length > 0)
      return t('matching.board.placement.missed', { count: missedBlocks.length }, missedBlocks.length)
    return blocks.length > 0 ? t('matching.board.placement.free') : ''
  }

  function skillsText({ brings }: Placement, alone: boolean): string {
    const skills = inList(brings.filter((line) => line.alone === alone).map(({ skill }) => skillName(skill)))
    if (!skills) return ''
    return alone ? t('matching.member.alone', { skills }) : t('matching.member.brings', { skills })
  }

  return (placement: Placement, ranked: boolean): string[] =>
    [
      wishText(placement, ranked),
      ...placement.roles.map(({ role }) => t('matching.board.placement.role', { role: roleName(role) })),
      skillsText(placement, true),
      skillsText(placement, false),
      siteText(placement),
      timeText(placement),
      placement.mixesOrigins ? t('matching.member.mixes') : '',
      placement.mixesCategories ? t('matching.board.placement.mixesCategories') : '',
      placement.together.length > 0
        ? t('matching.member.together', { names: inList(placement.together.map(nameOf)) })
        : '',
      placement.locked ? t('matching.member.locked') : '',
      placement.stayed ? t('matching.board.placement.stayed') : '',
    ].filter(Boolean)
}
