import { defaultTerminology, wordsOf } from '@essor/contracts'
import { describe, expect, it } from 'vitest'
import { createEssorI18n, messagesOf } from './i18n.ts'
import { textValuesOf } from './season-word-forms.ts'

type Messages = ReturnType<typeof messagesOf>

function textsOf(messages: Messages, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(messages).flatMap(([key, text]) =>
      typeof text === 'string' ? [[`${prefix}${key}`, text]] : Object.entries(textsOf(text, `${prefix}${key}.`)),
    ),
  )
}

const sources = import.meta.glob<string>(['../**/*.{ts,vue}', '!../**/*.test.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
})
/** The keys that the sources write out, with the file that does. */
const keysAsked = Object.entries(sources).flatMap(([file, text]) =>
  [...text.matchAll(/(?:\bte?\(\s*|\b\w*[kK]ey: |keypath=)["']([\w-]+(?:\.[\w-]+)+)["']/g)].map(([, key = '']) => ({
    file,
    key,
  })),
)

/** The words of a season are there for every text: each language takes the forms that it needs. */
const words = textValuesOf(wordsOf(defaultTerminology.season_2_months), 'fr')
const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !(name in words))
    .toSorted((a, b) => a.localeCompare(b))

describe('the texts of both languages', () => {
  const french = textsOf(messagesOf('fr'))
  const english = textsOf(messagesOf('en'))

  it('have the same keys', () => {
    expect(Object.keys(english).toSorted((a, b) => a.localeCompare(b))).toEqual(
      Object.keys(french).toSorted((a, b) => a.localeCompare(b)),
    )
  })

  it('hold the same values to fill in', () => {
    const filled = (texts: Record<string, string>) =>
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, placeholders(text)]))
    expect(filled(english)).toEqual(filled(french))
  })

  it('are there wherever a page asks for one', () => {
    expect(keysAsked.length).toBeGreaterThan(1000)
    expect(keysAsked.filter(({ key }) => !(key in french))).toEqual([])
  })

  it.each(['fr', 'en'] as const)('can all be read by the translator (%s)', (language) => {
    const { t } = createEssorI18n(language).global
    const texts = language === 'fr' ? french : english
    const allOf = (key: string) =>
      Object.fromEntries([...texts[key]!.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, name]))
    const unread = Object.keys(texts).filter((key) => !t(key, allOf(key)).trim())
    expect(unread).toEqual([])
  })

  it('keeps French punctuation on the line of its word', () => {
    expect(french['form.leaveTitle']).toBe('Quitter sans enregistrer\u00a0?')
  })
})
