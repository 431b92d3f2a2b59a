import { expect, it } from 'vitest'
import type { Judging } from './judging.ts'
import { rank, rankByEveryMethod } from './rank.ts'

// Totals: ana gives garden 80 and repair 60, ben gives them 60 and 50. Idea counts three quarters, impact (1 to 5) one.
const twoByTwo: Judging = {
  criteria: [
    { id: 'idea', weight: 3, min: 0, max: 10 },
    { id: 'impact', weight: 1, min: 1, max: 5 },
  ],
  projects: ['repair', 'garden'],
  scorecards: [
    { juror: 'ben', project: 'repair', scores: { idea: 5, impact: 3 } },
    { juror: 'ana', project: 'garden', scores: { idea: 9, impact: 3 } },
    { juror: 'ana', project: 'repair', scores: { idea: 8, impact: 1 } },
    { juror: 'ben', project: 'garden', scores: { idea: 8, impact: 1 } },
  ],
  tieBreaks: [],
  top: 1,
}
// 3/4 × 90 + 1/4 × 50 = 80; 3/4 × 80 + 1/4 × 0 = 60; 3/4 × 50 + 1/4 × 50 = 50.

const plain = { tiedWith: [], brokenBy: null, scorecards: 2 }

it('ranks by the raw mean', () => {
  expect(rank({ ...twoByTwo, method: 'raw-mean' })).toEqual({
    method: 'raw-mean',
    ranking: [
      { ...plain, project: 'garden', rank: 1, score: 70, sd: 10, spread: 14.142136, aboveNext: null, inTop: null },
      { ...plain, project: 'repair', rank: 2, score: 55, sd: 5, spread: 7.071068, aboveNext: null, inTop: null },
    ],
    unscored: [],
    jurors: [
      { juror: 'ana', severity: -15, sd: 5, count: 2 },
      { juror: 'ben', severity: 15, sd: 5, count: 2 },
    ],
    warnings: [],
  })
})

it('ranks by z-scores, put back on the rubric: 62.5 ± √(475/3) × √½', () => {
  expect(rank({ ...twoByTwo, method: 'z-score' })).toEqual({
    method: 'z-score',
    ranking: [
      {
        ...plain,
        project: 'garden',
        rank: 1,
        score: 71.397565,
        sd: 0,
        spread: 14.142136,
        aboveNext: null,
        inTop: null,
      },
      { ...plain, project: 'repair', rank: 2, score: 53.602435, sd: 0, spread: 7.071068, aboveNext: null, inTop: null },
    ],
    unscored: [],
    jurors: [
      { juror: 'ana', severity: -7.5, sd: 10, count: 2 },
      { juror: 'ben', severity: 7.5, sd: 5, count: 2 },
    ],
    warnings: [],
  })
})

it('puts every method side by side', () => {
  const { scorecards, ...rest } = twoByTwo
  expect(rankByEveryMethod({ ...rest, scorecards })).toEqual([
    rank({ ...twoByTwo, method: 'raw-mean' }),
    rank({ ...twoByTwo, method: 'z-score' }),
    rank({ ...twoByTwo, method: 'mixed-model' }),
  ])
})

it.each(['raw-mean', 'z-score', 'mixed-model'] as const)(
  'has nothing to rank before the first scorecard (%s)',
  (method) => {
    expect(rank({ ...twoByTwo, scorecards: [], method })).toEqual({
      method,
      ranking: [],
      unscored: ['garden', 'repair'],
      jurors: [],
      warnings: [
        { code: 'unscored-project', project: 'garden' },
        { code: 'unscored-project', project: 'repair' },
      ],
    })
  },
)

it.each(['raw-mean', 'z-score', 'mixed-model'] as const)('shares the rank when all marks are equal (%s)', (method) => {
  const scores = { idea: 5, impact: 3 }
  const scorecards = twoByTwo.scorecards.map((card) => ({ ...card, scores }))
  const { ranking, warnings } = rank({ ...twoByTwo, scorecards, method })
  expect(ranking.map(({ project, rank, score, tiedWith }) => ({ project, rank, score, tiedWith }))).toEqual([
    { project: 'garden', rank: 1, score: 50, tiedWith: ['repair'] },
    { project: 'repair', rank: 1, score: 50, tiedWith: ['garden'] },
  ])
  expect(warnings).toEqual([
    { code: 'juror-without-spread', juror: 'ana' },
    { code: 'juror-without-spread', juror: 'ben' },
  ])
})

it('refuses bad input with everything that is wrong in one message', () => {
  expect(() => rank({ ...twoByTwo, criteria: [], tieBreaks: [], scorecards: [], top: 0, method: 'raw-mean' })).toThrow(
    'The number of top places must be a whole number of at least 1, not 0. The rubric has no criterion.',
  )
})
