import { describe, expect, it } from 'vitest'
import { searchSkills } from './skills.ts'

const families = [
  {
    code: 'law',
    name: 'Droit',
    skills: [
      { code: 'law.foreigners', name: 'Droit des étrangers' },
      { code: 'law.mediation', name: 'Médiation' },
    ],
  },
  { code: 'digital', name: 'Numérique', skills: [{ code: 'digital.inclusion', name: 'Médiation numérique' }] },
]
const found = (asked: string) => searchSkills(families, asked).flatMap(({ skills }) => skills.map(({ code }) => code))

describe('searching a skill', () => {
  it('does not mind accents, capitals nor the order of words', () => {
    expect(found('ETRANGERS droit')).toEqual(['law.foreigners'])
    expect(found('mediation')).toEqual(['law.mediation', 'digital.inclusion'])
  })

  it('finds the skills of a family by its name, and all of them when nothing is asked', () => {
    expect(found('numerique')).toEqual(['digital.inclusion'])
    expect(found('  ')).toEqual(['law.foreigners', 'law.mediation', 'digital.inclusion'])
  })

  it('finds nothing rather than something near', () => {
    expect(searchSkills(families, 'plomberie')).toEqual([])
  })
})
