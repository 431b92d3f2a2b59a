import { expect, it } from 'vitest'
import { addressOf, viewOf } from './board-view.ts'

it('reads from the address what it wrote there', () => {
  const view = {
    sort: 'score',
    show: 'disagreement',
    status: 'shortlisted',
    skill: 'law.contracts',
    search: 'jardin',
  } as const
  const written = Object.fromEntries(Object.entries(addressOf(view)).map(([name, value]) => [name, value ?? null]))
  expect(viewOf(written)).toEqual(view)
})

it('takes nothing that the board does not know', () => {
  expect(viewOf({ tri: 'best', voir: ['missing'], statut: 'draft', mots: '' })).toEqual({ sort: 'arrival' })
})
