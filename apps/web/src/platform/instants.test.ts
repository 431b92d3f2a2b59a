import { expect, it } from 'vitest'
import { createEssorI18n, type Language } from './i18n.ts'
import { formatInstant, type InstantFormat } from './instants.ts'

function say(language: Language, iso: string, zone: string, format?: InstantFormat): string {
  const { t, te } = createEssorI18n(language).global
  return formatInstant(language, { t, te }, iso, zone, format).replaceAll('\u00a0', ' ')
}

it.each<[Language, string, string, InstantFormat | undefined, string]>([
  ['fr', '2026-11-13T22:59:00Z', 'Europe/Paris', undefined, 'vendredi 13 novembre 2026 à 23 h 59, heure de Paris'],
  ['fr', '2026-11-13T22:59:00Z', 'Indian/Reunion', undefined, 'samedi 14 novembre 2026 à 2 h 59, heure de La Réunion'],
  ['en', '2026-06-01T08:05:00Z', 'Europe/Paris', undefined, 'Monday 1 June 2026 at 10:05, Paris time'],
  ['fr', '2026-10-25T00:30:00Z', 'Europe/Paris', 'hour', '2 h 30'],
  ['fr', '2026-10-25T01:30:00Z', 'Europe/Paris', 'hour', '2 h 30'],
  ['fr', '2026-11-13T22:59:00Z', 'Europe/Paris', 'day', 'vendredi 13 novembre 2026'],
  ['fr', '2027-01-01T09:00:00Z', 'Europe/Paris', 'day', 'vendredi 1er janvier 2027'],
])('says in %s %s of %s (%s)', (language, iso, zone, format, expected) => {
  expect(say(language, iso, zone, format)).toBe(expected)
})
