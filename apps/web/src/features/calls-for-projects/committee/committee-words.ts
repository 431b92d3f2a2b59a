import { skillFamilies } from '@essor/contracts'
import { useSeasonText } from '../../../platform/season-words.ts'
import type { ConflictSource } from './committee.queries.ts'

/** How the sources of a conflict and the codes of the taxonomy are called. */
export function useCommitteeWords() {
  const { t, locale } = useSeasonText()
  const names = new Map(
    skillFamilies.flatMap((family) => [family, ...family.skills].map((one) => [one.code, one] as const)),
  )
  return {
    sourceName: (source: ConflictSource): string =>
      ({
        holder: t('calls-for-projects.committee.sources.holder'),
        declared: t('calls-for-projects.committee.sources.declared'),
        same_structure: t('calls-for-projects.committee.sources.same_structure'),
        same_mail_domain: t('calls-for-projects.committee.sources.same_mail_domain'),
        past_coach: t('calls-for-projects.committee.sources.past_coach'),
        pinned: t('calls-for-projects.committee.sources.pinned'),
      })[source],
    expertiseName: (code: string): string => {
      const word = names.get(code)
      const name = (locale.value === 'en' ? word?.en : word?.fr) ?? code
      return code.includes('.') ? name : t('calls-for-projects.committee.wholeFamily', { name })
    },
  }
}

const dismissable: readonly ConflictSource[] = ['same_structure', 'same_mail_domain', 'past_coach']

interface Tied {
  sources: { source: ConflictSource; reason: string }[]
  dismissed: string | null
}

export const isInForce = ({ sources, dismissed }: Tied): boolean =>
  dismissed === null ? sources.length > 0 : sources.some(({ source }) => !dismissable.includes(source))

export const canBeDismissed = ({ sources }: Tied): boolean =>
  sources.every(({ source }) => source === 'pinned' || dismissable.includes(source))
