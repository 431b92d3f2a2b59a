import { defaultTerminology, wordsOf } from '@essor/contracts'
import { expect, it } from 'vitest'
import { messagesOf } from './i18n.ts'
import { textValuesOf } from './season-word-forms.ts'

const own = { event: 'nuit', team: 'tablée', structure: 'œuvre', participant: 'habitant·e' }

it('gives each word alone, in the plural, capitalised, and after « de »', () => {
  const { teamWord, teamsWord, TeamWord, TeamsWord, ofTeamWord, ofStructureWord, ofParticipantsWord } = textValuesOf(
    wordsOf(own),
    'fr',
  )

  expect({ teamWord, teamsWord, TeamWord, TeamsWord, ofTeamWord, ofStructureWord, ofParticipantsWord }).toEqual({
    teamWord: 'tablée',
    teamsWord: 'tablées',
    TeamWord: 'Tablée',
    TeamsWord: 'Tablées',
    ofTeamWord: 'de tablée',
    ofStructureWord: 'd’œuvre',
    ofParticipantsWord: 'd’habitant·es',
  })
  expect(textValuesOf(wordsOf(defaultTerminology.season_2_months), 'fr')['ofTeamsWord']).toBe('d’équipes')
  expect(textValuesOf(wordsOf(defaultTerminology.season_2_months), 'fr')['TeamWord']).toBe('Équipe')
})

it('says in English the words that Essor offers, and leaves those of an organiser as they are', () => {
  const offered = Object.values(defaultTerminology).map((words) => {
    const { eventWord, teamsWord, StructureWord, ofParticipantsWord } = textValuesOf(wordsOf(words), 'en')
    return [eventWord, teamsWord, StructureWord, ofParticipantsWord]
  })

  expect(offered).toEqual([
    ['solidarity marathon', 'teams', 'Organisation', 'of participants'],
    ['season', 'teams', 'Organisation', 'of volunteers'],
    ['solidarity day', 'groups', 'Association', 'of participants'],
    ['solidarity evening', 'teams', 'Organisation', 'of participants'],
  ])
  expect(textValuesOf(wordsOf(own), 'en')['teamsWord']).toBe('tablées')
})

const sources = import.meta.glob<string>('../**/*.{vue,ts}', { query: '?raw', import: 'default', eager: true })

/** Keys that a source asks for, as patterns: `t('a.b')`, and t(`a.${one}.c`) for whatever stands in it. */
const asked = (source: string) =>
  [...source.matchAll(/\bt\(\s*(?:'([\w.-]+)'|`([^`]+)`)/g)].map(
    ([, plain, template = '']) =>
      new RegExp(
        `^${(plain ?? template.replaceAll(/\$\{[^}]*\}/g, '\u0000')).replaceAll('.', '\\.').replaceAll('\u0000', '[^.]+')}$`,
      ),
  )

function keysWithWords(messages: object, prefix = ''): string[] {
  return Object.entries(messages).flatMap(([key, text]: [string, unknown]) => {
    if (typeof text !== 'string') return keysWithWords(text as object, `${prefix}${key}.`)
    return /\{\w+Word\}/.test(text) ? [`${prefix}${key}`] : []
  })
}

it('is asked for every text that holds such a word', () => {
  const keys = [...new Set([...keysWithWords(messagesOf('fr')), ...keysWithWords(messagesOf('en'))])]
  const wrong = Object.entries(sources)
    .filter(([name, source]) => !name.endsWith('.test.ts') && !source.includes('useSeasonText('))
    .flatMap(([name, source]) => {
      const patterns = asked(source)
      return keys.filter((key) => patterns.some((pattern) => pattern.test(key))).map((key) => `${name}: ${key}`)
    })

  expect(keys.length).toBeGreaterThan(50)
  expect(wrong).toEqual([])
})

it('knows every word that a text asks for', () => {
  const known = textValuesOf(wordsOf(own), 'fr')
  const used = (messages: object): string[] =>
    Object.values(messages).flatMap((text: unknown) =>
      typeof text === 'string' ? [...text.matchAll(/\{(\w+Word)\}/g)].map(([, name]) => name!) : used(text as object),
    )

  expect([...used(messagesOf('fr')), ...used(messagesOf('en'))].filter((name) => !(name in known))).toEqual([])
})
