import { useI18n } from 'vue-i18n'
import { NetworkError, ProblemError } from './problem.ts'
import type { Translate } from './i18n.ts'

/** What went wrong, in the person's language: by code, else by the server's own sentence, else by status. */
export function problemText({ t, te }: Translate, error: unknown): string {
  if (error instanceof NetworkError) return t('problems.network')
  if (!(error instanceof ProblemError)) return t('problems.unexpected')
  const { code, detail, status } = error.problem
  if (te(`problems.codes.${code}`)) return t(`problems.codes.${code}`)
  if (detail && status < 500) return detail
  if (te(`problems.statuses.${status}`)) return t(`problems.statuses.${status}`)
  return status >= 500 ? t('problems.server') : t('problems.unexpected')
}

export function useProblemText() {
  const { t, te } = useI18n({ useScope: 'global' })
  return (error: unknown): string => problemText({ t, te }, error)
}
