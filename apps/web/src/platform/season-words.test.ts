import { defaultTerminology, wordsOf } from '@essor/contracts'
import { expect, it } from 'vitest'
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
