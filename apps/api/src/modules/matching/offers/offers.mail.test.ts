import { defaultTerminology } from '@essor/contracts'
import { expect, it } from 'vitest'
import { placeChangedMail, placeOfferedMail } from './offers.mail.ts'

const season = { name: 'Printemps', timeZone: 'Europe/Paris', terminology: defaultTerminology.season_2_months }
const offer = { project: 'Un jardin', mates: ['Ben'], answerBy: new Date('2026-03-07T22:59:00Z') }

it('tells someone who is moved why, and from where', () => {
  const { text } = placeChangedMail('a@exemple.fr', season, { ...offer, before: 'Des vélos' }, 'https://essor.fr')

  expect(text).toContain('Quelqu’un n’a pas pu rester : il a fallu rééquilibrer les groupes')
  expect(text).toContain('Vous étiez auprès de « Des vélos » : nous vous proposons de rejoindre « Un jardin ».')
})

it('promises no single click where one may have to sign in first', () => {
  const { text } = placeOfferedMail('a@exemple.fr', season, offer, 'https://essor.fr')

  expect(text).toContain('il vous sera peut-être demandé de vous connecter')
  expect(text).not.toContain('Un clic suffit')
})
