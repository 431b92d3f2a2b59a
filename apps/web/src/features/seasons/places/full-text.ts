import { useI18n } from 'vue-i18n'
import { ProblemError } from '../../../platform/problem.ts'
import { useProblemText } from '../../../platform/problems.ts'

const limits = ['season', 'site', 'category'] as const

/** Where places are all taken, says which: of the season, of the site, of the category. */
export function useFullText() {
  const { t } = useI18n({ useScope: 'global' })
  const problemText = useProblemText()
  return (error: unknown): string => {
    if (!(error instanceof ProblemError) || error.problem.code !== 'season_full') return problemText(error)
    const limit = limits.find((one) => error.problem.errors?.[0]?.path === one) ?? 'season'
    return t(`seasons.places.full.${limit}`)
  }
}
