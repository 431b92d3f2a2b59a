import { createI18n } from 'vue-i18n'

export const LANGUAGES = ['fr', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** What a function needs to speak, in a component or in a test. */
export type Translate = { t: (key: string, values?: Record<string, unknown>) => string; te: (key: string) => boolean }

type Messages = { [key: string]: string | Messages }

const KEPT_AS = 'essor.language'
const shared = import.meta.glob<Messages>('../locales/*.json', { eager: true, import: 'default' })
const features = import.meta.glob<Messages>('../features/**/locales/*.json', { eager: true, import: 'default' })

/** The shared texts at the root, those of a feature under its folder's name: `features/seasons/budget` holds `seasons.budget`. */
export function messagesOf(language: Language): Messages {
  const messages: Messages = { ...shared[`../locales/${language}.json`] }
  for (const [file, texts] of Object.entries(features)) {
    const [, folders = '', name] = /features\/(.+)\/locales\/(\w+)\.json$/.exec(file) ?? []
    const [feature = '', capability] = folders.split('/')
    if (name !== language) continue
    messages[feature] = {
      ...(messages[feature] as Messages | undefined),
      ...(capability ? { [capability]: texts } : texts),
    }
  }
  return language === 'fr' ? withFrenchSpaces(messages) : messages
}

/** French unless the person chose otherwise: it is the language of the seasons, whatever the browser's. */
export function createEssorI18n(language: Language = keptLanguage()) {
  document.documentElement.lang = language
  return createI18n({
    legacy: false,
    locale: language,
    fallbackLocale: 'fr',
    messages: { fr: messagesOf('fr'), en: messagesOf('en') },
    pluralRules: { fr: frenchPlural },
    missingWarn: import.meta.env.DEV,
    fallbackWarn: false,
  })
}

/** In French nothing is singular, as one and a half is. A third form says what is said of nothing. */
const frenchPlural = (count: number, forms: number): number =>
  forms === 2 ? Number(Math.abs(count) >= 2) : Math.min(Math.floor(Math.abs(count)), forms - 1)

export function keepLanguage(language: Language): void {
  localStorage.setItem(KEPT_AS, language)
  document.documentElement.lang = language
}

/** French sets a space before `: ; ? !` that must not end a line; nobody types it by hand. */
function withFrenchSpaces(messages: Messages): Messages {
  return Object.fromEntries(
    Object.entries(messages).map(([key, text]) => [
      key,
      typeof text === 'string'
        ? text.replace(/ (?=[:;?!»])/g, '\u00a0').replace(/« /g, '«\u00a0')
        : withFrenchSpaces(text),
    ]),
  )
}

function keptLanguage(): Language {
  return localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'fr'
}
