import type { Schema } from '@essor/api-client'
import { useI18n } from 'vue-i18n'

/** What was done, to be read after the name of who did it: "a invité quelqu’un (relecture)". */
export function useAuditText() {
  const { t, te } = useI18n({ useScope: 'global' })
  const known = (key: string) => te(key) || te(key, 'fr')

  return ({ action, details }: Schema<'AuditEntry'>): string => {
    const key = `delegations.audit.actions.${action.replace('.', '_')}`
    const text = known(key) ? t(key) : t('delegations.audit.other', { action })
    const role = `delegations.roles.${String(details.role)}`
    return known(role) ? `${text} (${t(role)})` : text
  }
}
