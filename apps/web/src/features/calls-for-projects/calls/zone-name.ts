import { useI18n } from 'vue-i18n'

/** « heure de Paris », as people say whose clock it is. */
export function useZoneName() {
  const { t, te } = useI18n({ useScope: 'global' })
  return (zone: string): string => {
    const key = `instants.zones.${zone.replaceAll('/', '_')}`
    return te(key) ? t(key) : zone
  }
}
