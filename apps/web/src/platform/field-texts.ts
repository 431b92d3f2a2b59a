import type { z } from 'zod'
import type { FieldProblem } from './problem.ts'
import type { Translate } from './i18n.ts'

/** zod's own sentences are for programmers: these say in plain words what to do. */
export function issueText({ t, te }: Translate, issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' && te(`fields.${issue.message}`)) return t(`fields.${issue.message}`)
  if (issue.code === 'custom') return issue.message
  if (issue.code === 'invalid_type') return t(issue.expected === 'number' ? 'fields.number' : 'fields.required')
  if (issue.code === 'invalid_value') return t('fields.choose')
  if (issue.code === 'too_small') return tooSmall(t, issue)
  if (issue.code === 'too_big') {
    return t(
      issue.origin === 'string' ? 'fields.tooLong' : issue.origin === 'array' ? 'fields.tooMany' : 'fields.tooHigh',
      { limit: issue.maximum },
    )
  }
  if (issue.code === 'invalid_format' && te(`fields.formats.${issue.format}`))
    return t(`fields.formats.${issue.format}`)
  return t('fields.invalid')
}

/** The server's refusal of one field. */
export function fieldProblemText({ t, te }: Translate, { code, message }: FieldProblem): string {
  return code && te(`fields.${code}`) ? t(`fields.${code}`) : message
}

function tooSmall(t: Translate['t'], { origin, minimum }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'string') return minimum === 1 ? t('fields.required') : t('fields.tooShort', { limit: minimum })
  if (origin === 'array') return minimum === 1 ? t('fields.chooseOne') : t('fields.tooFew', { limit: minimum })
  return t('fields.tooLow', { limit: minimum })
}
