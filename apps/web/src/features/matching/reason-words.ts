import type { Terminology } from '@essor/contracts'
import { useSeasonText } from '../../platform/season-words.ts'
import type { OwnTeam, Reasons } from './matching.queries.ts'
import { useWords } from './words.ts'

export type ReasonLine = { icon: string; text: string }

/** Why someone is in a team, said to themselves. */
export function useReasonWords(season: () => Terminology) {
  const { t } = useSeasonText(season)
  const { skillName, inList } = useWords()

  function reasonsInWords(why: Reasons, { members, moments }: Pick<OwnTeam, 'members' | 'moments'>): ReasonLine[] {
    const names = new Map(members.map(({ personId, name }) => [personId, name]))
    const alone = why.brings.filter((line) => line.alone).map(({ skill }) => skillName(skill))
    const shared = why.brings.filter((line) => !line.alone).map(({ skill }) => skillName(skill))
    const mates = why.togetherWith.flatMap((id) => names.get(id) ?? [])
    const when = moments.map(({ name }) => name)
    const lines: (ReasonLine | false)[] = [
      wishLine(why.wish),
      alone.length > 0 && { icon: 'i-lucide-sparkles', text: t('matching.why.alone', { skills: inList(alone) }) },
      shared.length > 0 && {
        icon: 'i-lucide-hand-helping',
        text: t('matching.why.brings', { skills: inList(shared) }),
      },
      why.mixesOrigins && { icon: 'i-lucide-shuffle', text: t('matching.why.mixesOrigins') },
      why.mixesCategories && { icon: 'i-lucide-shuffle', text: t('matching.why.mixesCategories') },
      why.roles?.includes('facilitator') === true && {
        icon: 'i-lucide-messages-square',
        text: t('matching.why.facilitates'),
      },
      why.site === 'same' && { icon: 'i-lucide-map-pin', text: t('matching.why.sameSite') },
      why.site === 'remote' && { icon: 'i-lucide-wifi', text: t('matching.why.remote') },
      when.length > 0 && { icon: 'i-lucide-calendar-check', text: t('matching.why.when', { moments: inList(when) }) },
      mates.length > 0 && { icon: 'i-lucide-users', text: t('matching.why.together', { names: inList(mates) }) },
      (why.locked || why.byHand) && { icon: 'i-lucide-hand', text: t('matching.why.chosen') },
    ]
    const said = lines.filter((line) => line !== false)
    return said.length > 0 ? said : [{ icon: 'i-lucide-scale', text: t('matching.why.balance') }]
  }

  function wishLine(wish: number | null): ReasonLine | false {
    if (wish === null) return false
    const text = wish === 1 ? t('matching.why.firstWish') : t('matching.why.laterWish', { wish })
    return { icon: 'i-lucide-heart', text }
  }

  return { reasonsInWords }
}
