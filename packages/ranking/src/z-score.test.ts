import { expect, it } from 'vitest'
import { tallyScorecards } from './tally.ts'
import { zScore } from './z-score.ts'

it('leaves jurors who say nothing about the order in the middle', () => {
  const marks: [string, string, number][] = [
    ['ana', 'a', 80],
    ['ana', 'b', 40],
    ['ben', 'a', 60],
    ['ben', 'b', 60],
    ['cleo', 'b', 60],
  ]
  const tally = tallyScorecards({
    criteria: [{ id: 'all', weight: 1, min: 0, max: 100 }],
    projects: ['a', 'b'],
    scorecards: marks.map(([juror, project, all]) => ({ juror, project, scores: { all } })),
    tieBreaks: [],
    top: 1,
  })
  // Mean 60, sd of all totals √(800/4) = √200; ana's z are ±√½, so ana's rescaled totals are 70 and 50.
  const { projects } = zScore(tally)
  expect(projects[0]!.score).toBeCloseTo(65, 10)
  expect(projects[1]!.score).toBeCloseTo(170 / 3, 10)
})
