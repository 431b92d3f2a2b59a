import { describe, expect, it } from 'vitest'
import { standing, visibleReviews, weightedScore } from './review.rules.ts'

const criterion = (id: string, weight: number, max: number) => ({ id, label: id, description: '', weight, max })
const criteria = [criterion('useful', 3, 5), criterion('clear', 1, 10)]
const review = (useful: number, clear: number, feasible: boolean | null = true, status: 'done' | 'draft' = 'done') => ({
  status,
  marks: { useful, clear },
  feasible,
})

describe('the weighted score', () => {
  it('counts each mark as a share of its maximum, by weight', () => {
    expect(weightedScore(criteria, { useful: 5, clear: 10 })).toBe(100)
    expect(weightedScore(criteria, { useful: 0, clear: 0 })).toBe(0)
    expect(weightedScore(criteria, { useful: 4, clear: 5 })).toBe(72.5)
  })

  it('is none while a mark is missing', () => {
    expect(weightedScore(criteria, { useful: 4 })).toBeNull()
    expect(weightedScore([], {})).toBeNull()
  })
})

describe('what reviews say together', () => {
  it('is the mean of those that are done', () => {
    expect(standing(criteria, [review(4, 5), review(5, 10, true), review(0, 0, false, 'draft')])).toEqual({
      score: 86.3,
      spread: 27.5,
      feasible: { yes: 2, no: 0 },
      disagreement: false,
    })
  })

  it('shows disagreement on scores, or on whether it can be done', () => {
    expect(standing(criteria, [review(5, 10), review(3, 4)])).toEqual({
      score: 77.5,
      spread: 45,
      feasible: { yes: 2, no: 0 },
      disagreement: true,
    })
    expect(standing(criteria, [review(4, 5), review(4, 5, false)])).toEqual({
      score: 72.5,
      spread: 0,
      feasible: { yes: 1, no: 1 },
      disagreement: true,
    })
  })

  it('is nothing where nobody is done', () => {
    expect(standing(criteria, [])).toEqual({
      score: null,
      spread: null,
      feasible: { yes: 0, no: 0 },
      disagreement: false,
    })
  })
})

it('shows others’ reviews once own is done', () => {
  const rows = (own: 'assigned' | 'draft' | 'done' | 'recused') => [
    { reviewerId: 'other', status: 'done' as const },
    { reviewerId: 'me', status: own },
  ]
  const seen = (own: 'assigned' | 'draft' | 'done' | 'recused') =>
    visibleReviews(rows(own), 'me').map(({ reviewerId }) => reviewerId)

  expect([seen('assigned'), seen('draft'), seen('recused')]).toEqual([['me'], ['me'], ['me']])
  expect(seen('done')).toEqual(['other', 'me'])
  expect(visibleReviews(rows('draft'), 'organiser')).toHaveLength(2)
})
