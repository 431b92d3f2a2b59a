import { expect, it } from 'vitest'
import { defaultTerminology } from './seasons.ts'
import { pluralOf, wordsOf } from './terminology.ts'

it.each([
  ['équipe', 'équipes'],
  ['tablée', 'tablées'],
  ['voisin·e', 'voisin·es'],
  ['habitant(e)', 'habitant(e)s'],
  ['maison de quartier', 'maisons de quartier'],
  ['journée solidaire', 'journées solidaires'],
  ['nuit du code citoyen', 'nuits du code citoyen'],
  ['porteur d’idées', 'porteurs d’idées'],
  ['soirée en ligne', 'soirées en ligne'],
  ['local', 'locaux'],
  ['festival', 'festivals'],
  ['bureau', 'bureaux'],
  ['lieu', 'lieux'],
  ['curieux', 'curieux'],
  ['Équipe', 'Équipes'],
])('makes the plural of « %s »: « %s »', (word, plural) => {
  expect(pluralOf(word)).toBe(plural)
})

it('keeps the plurals that an organiser wrote, and makes the others', () => {
  const words = { ...defaultTerminology.season_2_months, team: 'atelier-cuisine', teams: 'ateliers-cuisine' }

  expect(wordsOf(words)).toEqual({
    event: 'saison',
    events: 'saisons',
    team: 'atelier-cuisine',
    teams: 'ateliers-cuisine',
    structure: 'structure',
    structures: 'structures',
    participant: 'bénévole',
    participants: 'bénévoles',
  })
})
