import { describe, expect, it } from 'vitest'
import { assertSeasonMove } from './season.rules.ts'

describe('the state of a season', () => {
  const states = ['draft', 'published', 'closed'] as const

  it('changes along these moves and no other', () => {
    const moves = states.flatMap((from) => states.map((to) => ({ from, to })))

    expect(moves.filter(({ from, to }) => refusalOf(() => assertSeasonMove(from, to)) === undefined)).toEqual([
      { from: 'draft', to: 'published' },
      { from: 'published', to: 'closed' },
      { from: 'closed', to: 'published' },
    ])
    expect(refusalOf(() => assertSeasonMove('draft', 'closed'))).toMatchObject({
      code: 'season_transition',
      message: 'This season is draft: it cannot become closed.',
    })
  })
})

function refusalOf(attempt: () => void): unknown {
  try {
    attempt()
    return undefined
  } catch (error) {
    return error
  }
}
