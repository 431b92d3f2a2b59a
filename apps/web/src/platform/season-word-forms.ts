import type { SeasonWords } from '@essor/contracts'
import type { Language } from './i18n.ts'

/** English for the words that Essor offers first; words of an organiser's own are shown as they wrote them. */
const english: Record<string, string> = {
  saison: 'season',
  saisons: 'seasons',
  'marathon solidaire': 'solidarity marathon',
  'marathons solidaires': 'solidarity marathons',
  'journée solidaire': 'solidarity day',
  'journées solidaires': 'solidarity days',
  'soirée solidaire': 'solidarity evening',
  'soirées solidaires': 'solidarity evenings',
  équipe: 'team',
  équipes: 'teams',
  groupe: 'group',
  groupes: 'groups',
  structure: 'organisation',
  structures: 'organisations',
  bénévole: 'volunteer',
  bénévoles: 'volunteers',
  participant·e: 'participant',
  participant·es: 'participants',
}

/**
 * Each word as texts may need it: `{teamWord}`, `{teamsWord}`, `{TeamWord}` at the beginning of a sentence, and
 * `{ofTeamWord}` after « de », which French shortens before a vowel.
 */
export function textValuesOf(words: SeasonWords, language: string): Record<string, string> {
  const shown = Object.entries(words).map(([name, word]): [string, string] => [
    name,
    (language as Language) === 'en' ? (english[word.toLowerCase()] ?? word) : word,
  ])
  return Object.fromEntries(
    shown.flatMap(([name, word]) => [
      [`${name}Word`, word],
      [`${capitalised(name)}Word`, capitalised(word)],
      [`of${capitalised(name)}Word`, language === 'en' ? `of ${word}` : ofWord(word)],
    ]),
  )
}

const capitalised = (word: string): string => word.charAt(0).toLocaleUpperCase('fr') + word.slice(1)

/** An h is taken for mute, as in « d’habitants »: most words that a season would use are. */
const ofWord = (word: string): string => (/^[aeiouyhœæ]/i.test(word.normalize('NFD')) ? `d’${word}` : `de ${word}`)
