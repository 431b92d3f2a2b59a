import { useI18n } from 'vue-i18n'

interface Named {
  name: string
}

/** People as they are called on a page; some have not said their name yet. */
export function useNames() {
  const { t, locale } = useI18n({ useScope: 'global' })
  const nameOf = ({ name }: Named): string => name || t('calls-for-projects.people.someone')
  const namesOf = (people: readonly Named[]): string =>
    new Intl.ListFormat(locale.value, { type: 'conjunction' }).format(people.map(nameOf))
  return { nameOf, namesOf }
}
