import { expect, it } from 'vitest'
import { momentInWords } from './moment-in-words.ts'

it.each([
  ['2026-03-05T09:00:00Z', 'Europe/Paris', 'jeudi 5 mars 2026 à 10 h 00, heure de Paris'],
  ['2026-07-31T22:05:00Z', 'Europe/Paris', 'samedi 1er août 2026 à 0 h 05, heure de Paris'],
  ['2026-03-29T00:59:00Z', 'Europe/Paris', 'dimanche 29 mars 2026 à 1 h 59, heure de Paris'],
  ['2026-03-29T01:00:00Z', 'Europe/Paris', 'dimanche 29 mars 2026 à 3 h 00, heure de Paris'],
  ['2026-03-29T01:00:00Z', 'Indian/Reunion', 'dimanche 29 mars 2026 à 5 h 00, heure de La Réunion'],
  ['2026-03-29T01:00:00Z', 'America/Guadeloupe', 'samedi 28 mars 2026 à 21 h 00, heure de la Guadeloupe'],
  ['2026-03-29T01:00:00Z', 'America/New_York', 'samedi 28 mars 2026 à 21 h 00, heure de l’Est nord-américain'],
])('says %s in %s', (at, zone, words) => {
  expect(momentInWords(new Date(at), zone)).toBe(words)
})
