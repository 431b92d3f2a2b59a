import { useI18n } from 'vue-i18n'
import type { FormChange } from './forms.queries.ts'

/** What a version changes of one question, in a sentence. */
export function useChangeText() {
  const { t } = useI18n({ useScope: 'global' })
  const what: Record<FormChange['what'][number], () => string> = {
    kind: () => t('calls-for-projects.forms.changes.kind'),
    label: () => t('calls-for-projects.forms.changes.label'),
    help: () => t('calls-for-projects.forms.changes.help'),
    required: () => t('calls-for-projects.forms.changes.required'),
    options: () => t('calls-for-projects.forms.changes.options'),
    limits: () => t('calls-for-projects.forms.changes.limits'),
    condition: () => t('calls-for-projects.forms.changes.condition'),
  }
  return (change: FormChange): string => {
    if (change.change === 'added')
      return change.required
        ? t('calls-for-projects.forms.changes.addedRequired')
        : t('calls-for-projects.forms.changes.added')
    if (change.change === 'removed') return t('calls-for-projects.forms.changes.removed')
    return change.what.map((one) => what[one]()).join(', ')
  }
}
