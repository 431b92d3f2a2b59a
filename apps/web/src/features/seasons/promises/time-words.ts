import { durationPhrase, promisePhrase, type PromiseTerms } from '@essor/contracts'
import { useI18n } from 'vue-i18n'

/** Promises and durations, said in the language of the page. */
export function useTimeWords() {
  const { locale } = useI18n({ useScope: 'global' })
  const language = () => (locale.value === 'en' ? 'en' : 'fr')
  return {
    promiseIn: (terms: PromiseTerms) => promisePhrase(terms, language()),
    duration: (minutes: number) => durationPhrase(minutes, language()),
  }
}

/** What day it is there. */
export const todayIn = (timeZone: string): string => new Date().toLocaleDateString('en-CA', { timeZone })

/** The day so many days later. */
export function dayLater(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
